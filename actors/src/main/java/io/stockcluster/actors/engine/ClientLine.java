package io.stockcluster.actors.engine;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.client.impl.protocol.ClientMessage;
import com.hazelcast.client.impl.protocol.codec.MapSubmitToKeyCodec;
import com.hazelcast.client.impl.spi.impl.ClientInvocation;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.util.ThreadUtil;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * From a node that only asks. It does what {@code IMap.submitToKey} does, without that method's own future: that one
 * hands each answer to another thread first, on a machine with one or two processors to a new one for each.
 */
final class ClientLine implements Line {

    private final HazelcastClientInstanceImpl client;
    private final SerializationService serialization;

    private final Overdue overdue = new Overdue();

    ClientLine(HazelcastInstance client) {
        this.client = ((HazelcastClientProxy) client).client;
        this.serialization = this.client.getSerializationService();
    }

    @Override
    public Object call(String type, String key, Ask ask, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Data itsKey = serialization.toData(key);
        ClientMessage request =
                MapSubmitToKeyCodec.encodeRequest(type, serialization.toData(ask), itsKey, ThreadUtil.getThreadId());
        int shard = client.getClientPartitionService().getPartitionId(itsKey);
        ClientMessage answer = overdue.get(new ClientInvocation(client, request, type, shard).invoke(), limit);
        return serialization.toObject(MapSubmitToKeyCodec.decodeResponse(answer));
    }

    @Override
    public void close() {
        overdue.close();
    }
}
