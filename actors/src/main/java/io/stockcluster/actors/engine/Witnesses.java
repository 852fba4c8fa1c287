package io.stockcluster.actors.engine;

import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.protocol.ClientMessage;
import com.hazelcast.client.impl.protocol.codec.ClientLocalBackupListenerCodec;
import com.hazelcast.client.impl.spi.impl.ClientInvocationServiceImpl;
import com.hazelcast.client.impl.spi.impl.ListenerMessageCodec;
import com.hazelcast.cluster.Member;
import com.hazelcast.internal.nio.Connection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hosts whose word that a copy holds a change reaches this client.
 *
 * <p>Hazelcast's clients count the copies themselves, from the moment they start. A host that has just joined, or that
 * cannot be reached from here, may hold copies already, but tells nobody; the change would be waited for in vain. While
 * there is such a host, owners have to count.
 */
final class Witnesses {

    private final HazelcastClientInstanceImpl client;
    private final Map<UUID, Connection> listening = new ConcurrentHashMap<>();

    Witnesses(HazelcastClientInstanceImpl client) {
        this.client = client;
        client.getListenerService()
                .registerListener(
                        new Registration(),
                        new Listener((ClientInvocationServiceImpl) client.getInvocationService(), listening));
    }

    /** Whether that is all hosts. */
    boolean complete() {
        for (Member member : client.getClientClusterService().getMemberList()) {
            Connection connection = listening.get(member.getUuid());
            if (connection == null || !connection.isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Takes the place of the one that each client has of its own, and does the same. */
    private static final class Registration implements ListenerMessageCodec {
        @Override
        public ClientMessage encodeAddRequest(boolean localOnly) {
            return ClientLocalBackupListenerCodec.encodeRequest();
        }

        @Override
        public UUID decodeAddResponse(ClientMessage message) {
            return ClientLocalBackupListenerCodec.decodeResponse(message);
        }

        @Override
        public ClientMessage encodeRemoveRequest(UUID registration) {
            // It is never taken back.
            return null;
        }

        @Override
        public boolean decodeRemoveResponse(ClientMessage message) {
            return false;
        }
    }

    private static final class Listener extends ClientInvocationServiceImpl.BackupEventHandler {
        private final Map<UUID, Connection> listening;

        Listener(ClientInvocationServiceImpl invocations, Map<UUID, Connection> listening) {
            invocations.super();
            this.listening = listening;
        }

        @Override
        public void onListenerRegister(Connection connection) {
            listening.values().removeIf(there -> !there.isAlive());
            listening.put(connection.getRemoteUuid(), connection);
        }
    }
}
