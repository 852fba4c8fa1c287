package io.stockcluster.actors.engine;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.serialization.impl.HeapData;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
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

    /** Of the replies by place; {@code null} where there is none. */
    static Surveyed of(Object[] replies, SerializationService serialization) {
        var places = new int[replies.length];
        var ends = new int[replies.length];
        var bytes = new ByteArrayOutputStream(64 * replies.length);
        int answered = 0;
        for (int place = 0; place < replies.length; place++) {
            if (replies[place] != null) {
                Data reply = serialization.toData(replies[place]);
                bytes.writeBytes(reply.toByteArray());
                places[answered] = place;
                ends[answered++] = bytes.size();
            }
        }
        return new Surveyed(Arrays.copyOf(places, answered), Arrays.copyOf(ends, answered), bytes.toByteArray());
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
