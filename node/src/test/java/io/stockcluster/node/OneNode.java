package io.stockcluster.node;

import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.config.Sources;
import io.stockcluster.node.config.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A node in this process that is a whole system. */
record OneNode(Node node, Path keys, int port, int managementPort) implements AutoCloseable {

    /** With new keys in the folder, and these settings beside what every such node needs. */
    static OneNode start(Path keys, String cluster, Map<String, String> more) {
        Api.makeKeys(keys);
        int port = Api.freePort();
        int managementPort = Api.freePort();
        Map<String, String> settings = new HashMap<>(more);
        settings.put("NODE_NAME", "node-1");
        settings.put("HTTP_PORT", "" + port);
        settings.put("MANAGEMENT_PORT", "" + managementPort);
        settings.put("CLUSTER_NAME", cluster);
        settings.put("CLUSTER_PORT", "" + Api.freePort());
        settings.put("AUTH_PUBLIC_KEY", keys.resolve("public.pem").toString());
        // Longer than a busy machine stands still: an answer must not depend on how fast the machine is.
        settings.putIfAbsent("WRITE_TIMEOUT", "30s");
        Node node = Node.start(SettingsReader.read(new Sources(Map.of(), settings, Map.of()), Surroundings.real())
                .settings()
                .orElseThrow());
        return new OneNode(node, keys, port, managementPort);
    }

    Api as(String job, String... locations) {
        return new Api(port, Optional.of(Api.token(keys, job, locations)));
    }

    Api asNobody() {
        return new Api(port, Optional.empty());
    }

    @Override
    public void close() {
        node.close();
    }
}
