package io.stockcluster.actors.engine;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.client.impl.connection.ClientConnection;
import com.hazelcast.client.impl.protocol.ClientMessage;
import com.hazelcast.client.impl.protocol.codec.ExecutorServiceSubmitToMemberCodec;
import com.hazelcast.client.impl.protocol.codec.MapSubmitToKeyCodec;
import com.hazelcast.client.impl.spi.impl.ClientInvocation;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.util.ThreadUtil;
import com.hazelcast.internal.util.UuidUtil;
import io.stockcluster.actors.Observer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * From a node that only asks. It does what {@code IMap.submitToKey} does, without that method's own future: that one
 * hands each answer to another thread first, on a machine with one or two processors to a new one for each.
 */
final class ClientLine implements Line {

    private final HazelcastClientInstanceImpl client;
    private final SerializationService serialization;
    private final Observer observer;

    private final Witnesses witnesses;
    private final Overdue overdue = new Overdue();

    ClientLine(HazelcastInstance client, Observer observer) {
        this.observer = observer;
        this.client = ((HazelcastClientProxy) client).client;
        this.serialization = this.client.getSerializationService();
        this.witnesses = new Witnesses(this.client);
    }

    @Override
    public Object call(String type, String key, Ask ask, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Data itsKey = serialization.toData(key);
        ClientMessage request =
                MapSubmitToKeyCodec.encodeRequest(type, serialization.toData(ask), itsKey, ThreadUtil.getThreadId());
        int shard = client.getClientPartitionService().getPartitionId(itsKey);
        var invocation = new Invocation(client, request, type, shard, witnesses);
        ClientMessage answer = overdue.get(invocation.invoke(), limit);
        if (invocation.answeredAt != 0) {
            observer.waitedForCopies(type, System.nanoTime() - invocation.answeredAt);
        }
        return serialization.toObject(MapSubmitToKeyCodec.decodeResponse(answer));
    }

    @Override
    public Optional<UUID> owner(String key) {
        var shards = client.getClientPartitionService();
        return Optional.ofNullable(shards.getPartitionOwner(shards.getPartitionId(serialization.toData(key))));
    }

    @Override
    public Answering survey(UUID host, Survey survey) {
        ClientMessage request = ExecutorServiceSubmitToMemberCodec.encodeRequest(
                Survey.EXECUTOR, UuidUtil.newUnsecureUUID(), serialization.toData(survey), host);
        var answer = new ClientInvocation(client, request, Survey.EXECUTOR, host).invoke();
        return limit ->
                serialization.toObject(ExecutorServiceSubmitToMemberCodec.decodeResponse(overdue.get(answer, limit)));
    }

    @Override
    public SerializationService serialization() {
        return serialization;
    }

    /** Notes when the owner has answered, where the copies are waited for after that. */
    private static final class Invocation extends ClientInvocation {
        private final Witnesses witnesses;
        private volatile long answeredAt;

        Invocation(
                HazelcastClientInstanceImpl client,
                ClientMessage request,
                String type,
                int shard,
                Witnesses witnesses) {
            super(client, request, type, shard);
            this.witnesses = witnesses;
        }

        /** Between the mark that Hazelcast sets and the sending. */
        @Override
        public void setSentConnection(ClientConnection connection) {
            if (!witnesses.complete()) {
                getClientMessage().getStartFrame().flags &= ~ClientMessage.BACKUP_AWARE_FLAG;
            }
            super.setSentConnection(connection);
        }

        @Override
        protected void notifyResponse(Object response, int copies) {
            if (copies > 0) {
                answeredAt = System.nanoTime();
            }
            super.notifyResponse(response, copies);
        }
    }

    @Override
    public void close() {
        overdue.close();
    }
}
