package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.node.config.Settings;
import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.config.Sources;
import io.stockcluster.node.config.Surroundings;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Optional<String> TOKEN = Optional.of("open sesame");

    private final int[] clusterPorts = {Api.freePort(), Api.freePort()};
    private final Map<Integer, Node> nodes = new HashMap<>();

    /** Starts a node of a cluster of two, and returns its management port. */
    private Api start(int index, Map<String, String> more) {
        int port = Api.freePort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "NODE_NAME", "node-" + index,
                "NODE_ROLE", "actor",
                "MANAGEMENT_PORT", "" + port,
                "CLUSTER_NAME", "management-test",
                "CLUSTER_PORT", "" + clusterPorts[index],
                "CLUSTER_SEEDS", "127.0.0.1:" + clusterPorts[0] + ",127.0.0.1:" + clusterPorts[1],
                "CLUSTER_EXPECTED_SIZE", "2",
                "REPLICATION_FACTOR", "2",
                "REPLICATION_CONSISTENCY", "eventual"));
        environment.putAll(more);
        Settings settings = SettingsReader.read(new Sources(Map.of(), environment, Map.of()), Surroundings.real())
                .settings()
                .orElseThrow();
        nodes.put(index, Node.start(settings));
        return new Api(port, Optional.empty());
    }

    @AfterEach
    void stop() {
        nodes.values().forEach(Node::close);
    }

    private static void awaitState(Api node, String state) {
        await().atMost(SOON)
                .until(() -> node.get("/cluster").json().path("state").asText().equals(state));
    }

    @Test
    void a_node_is_drained_and_takes_its_share_again() {
        Api first = start(0, Map.of());
        Api second = start(1, Map.of());
        await().atMost(SOON)
                .until(() -> first.get("/cluster").json().path("safe").asBoolean());

        assertThat(second.send("POST", "/cluster/drain", Optional.empty()).status())
                .isEqualTo(202);
        awaitState(second, "drained");
        assertThat(second.get("/health/ready").status()).isEqualTo(503);
        var view = second.get("/cluster").json();
        assertThat(view.path("shards").path("owned").asInt()).isZero();
        assertThat(view.path("shards").path("copies").asInt()).isZero();
        assertThat(first.get("/cluster").json().path("cluster").path("members"))
                .extracting(member -> member.path("node").asText() + " "
                        + member.path("state").asText())
                .containsExactlyInAnyOrder("node-0 active", "node-1 drained");
        assertThat(first.get("/cluster/shards").json().path("shards"))
                .hasSize(271)
                .allSatisfy(shard -> assertThat(shard.path("copies")).hasSize(1));
        assertThat(second.send("POST", "/cluster/drain", Optional.empty()))
                .as("asked again")
                .hasToString("202 {\"state\":\"drained\"}");
        assertThat(first.send("POST", "/cluster/drain", Optional.empty())).hasToString("409 {\"status\":\"LastNode\"}");

        assertThat(second.delete("/cluster/drain").status()).isEqualTo(202);
        awaitState(second, "active");
        await().atMost(SOON)
                .until(() -> second.get("/cluster").json().path("safe").asBoolean());
        assertThat(second.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void a_node_that_is_drained_has_no_clients_to_wait_for_when_it_stops() {
        Api first = start(0, serving());
        Api second = start(1, serving());
        await().atMost(SOON)
                .until(() -> first.get("/cluster").json().path("safe").asBoolean());
        second.send("POST", "/cluster/drain", Optional.empty());
        awaitState(second, "drained");

        assertThat(nodes.get(1).retire()).as("whether there may be any").isFalse();
        assertThat(nodes.get(0).retire()).isTrue();
    }

    private static Map<String, String> serving() {
        return Map.of("NODE_ROLE", "both", "HTTP_PORT", "" + Api.freePort(), "AUTH_MODE", "none");
    }

    @Test
    void a_node_of_the_api_is_started_when_its_ports_are_open_and_ready_when_it_reaches_actors() {
        Api http = start(0, Map.of("NODE_ROLE", "http", "HTTP_PORT", "" + Api.freePort(), "AUTH_MODE", "none"));

        assertThat(http.get("/health/started").status())
                .as("a restart would help nobody")
                .isEqualTo(200);
        assertThat(http.get("/health/live").status()).isEqualTo(200);
        assertThat(http.get("/health/ready").status()).isEqualTo(503);

        start(1, Map.of("CLUSTER_EXPECTED_SIZE", "1"));

        await().atMost(SOON).until(() -> http.get("/health/ready").status() == 200);
    }

    @Test
    void the_expected_size_is_changed_on_every_node() {
        Api first = start(0, Map.of());
        Api second = start(1, Map.of());

        assertThat(first.put("/cluster/expected-size", "{\"size\":3}")).hasToString("200 {\"size\":3}");
        await().atMost(SOON)
                .until(() -> second.get("/cluster")
                                .json()
                                .path("cluster")
                                .path("expectedSize")
                                .asInt()
                        == 3);
        assertThat(first.put("/cluster/expected-size", "{}")).hasToString("400 {\"missingFields\":[\"size\"]}");
        assertThat(first.put("/cluster/expected-size", "{\"size\":-1}"))
                .hasToString("400 {\"invalidValues\":[\"size\"]}");
        assertThat(first.put("/cluster/expected-size", "{\"size\":1.5}"))
                .hasToString("400 {\"invalidValues\":[\"size\"]}");
    }

    @Test
    void whoever_has_not_the_token_changes_nothing() {
        Api node = start(0, Map.of("MANAGEMENT_TOKEN", TOKEN.orElseThrow()));

        assertThat(node.put("/cluster/expected-size", "{\"size\":1}")).hasToString("401 {\"status\":\"Unauthorized\"}");
        assertThat(node.send("POST", "/cluster/drain", Optional.empty()).status())
                .isEqualTo(401);
        assertThat(node.as(Optional.of("open sesam")).delete("/cluster/drain").status())
                .isEqualTo(401);
        assertThat(node.get("/cluster")
                        .json()
                        .path("cluster")
                        .path("expectedSize")
                        .asInt())
                .isEqualTo(2);
        assertThat(node.as(TOKEN).put("/cluster/expected-size", "{\"size\":1}").status())
                .isEqualTo(200);
    }

    @Test
    void without_a_token_only_this_machine_and_no_page_of_others_changes_anything() throws IOException {
        Api node = start(0, Map.of());
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port());

        assertThat(drained(here, "localhost", "Origin: https://elsewhere.example"))
                .isEqualTo(401);
        assertThat(drained(here, "localhost", "Origin: null")).isEqualTo(401);
        assertThat(drained(here, "elsewhere.example", "Origin: http://elsewhere.example"))
                .as("a name that somebody else has made mean this machine")
                .isEqualTo(401);
        assertThat(drained(here, "localhost:9", "Origin: http://localhost:9"))
                .as("its own page; there is no other node")
                .isEqualTo(409);
        assertThat(drained(here, "localhost", "Accept: */*")).isEqualTo(409);
        for (InetAddress address : addressesBesideLoopback()) {
            assertThat(drained(new InetSocketAddress(address, node.port()), "localhost", "Accept: */*"))
                    .as("from " + address)
                    .isEqualTo(401);
        }
    }

    /** What a request to drain is answered. */
    private static int drained(InetSocketAddress node, String host, String header) throws IOException {
        var request = "POST /cluster/drain HTTP/1.1\r\nHost: " + host + "\r\n" + header
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return new RawHttp(node)
                .send(request.getBytes(StandardCharsets.US_ASCII))
                .status();
    }

    private static List<InetAddress> addressesBesideLoopback() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }
}
