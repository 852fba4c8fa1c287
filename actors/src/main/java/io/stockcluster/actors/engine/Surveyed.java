package io.stockcluster.actors.engine;

import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.serialization.impl.HeapData;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * What a host answers to a {@link Survey}. The replies are written out one after the other, since an array of Compact
 * objects cannot mix their types.
 *
 * @param places which of the survey's actors have answered
 * @param ends where each reply ends
 * @param bytes the replies
 */
@SuppressWarnings("ArrayRecordComponent") // it only travels, and is never compared
record Surveyed(int[] places, int[] ends, byte[] bytes) {

    static final Surveyed NOTHING = new Surveyed(new int[0], new int[0], new byte[0]);

    /** Of the replies by place. */
    static Surveyed of(Map<Integer, Object> replies, SerializationService serialization) {
        var places = new int[replies.size()];
        var ends = new int[replies.size()];
        var bytes = new ByteArrayOutputStream(64 * replies.size());
        int answered = 0;
        for (var reply : replies.entrySet()) {
            bytes.writeBytes(serialization.toData(reply.getValue()).toByteArray());
            places[answered] = reply.getKey();
            ends[answered++] = bytes.size();
        }
        return new Surveyed(places, ends, bytes.toByteArray());
    }

    /** Each reply with its place. */
    void forEach(SerializationService serialization, ObjIntConsumer<Object> taker) {
        int begin = 0;
        for (int i = 0; i < places.length; i++) {
            taker.accept(serialization.toObject(new HeapData(Arrays.copyOfRange(bytes, begin, ends[i]))), places[i]);
            begin = ends[i];
        }
    }
}
