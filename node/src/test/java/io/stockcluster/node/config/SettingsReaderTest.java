package io.stockcluster.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stockcluster.actors.Consistency;
import io.stockcluster.actors.Replication;
import io.stockcluster.node.config.Settings.Auth;
import io.stockcluster.node.config.Settings.Log;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsReaderTest {

    private static final Machine MACHINE = new Machine(Map.of());

    @Test
    void a_node_that_is_told_nothing_but_that_it_needs_no_tokens_takes_the_defaults() {
        Settings settings = MACHINE.good(Map.of());

        assertThat(settings)
                .isEqualTo(new Settings(
                        Role.BOTH,
                        "host-1",
                        Duration.ofSeconds(27),
                        Optional.empty(),
                        8080,
                        9090,
                        Optional.empty(),
                        new Settings.Cluster("stock", 5701, java.util.List.of(), 0),
                        Replication.of(1, Consistency.quorum()),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        new Settings.LocationApi(
                                Optional.empty(),
                                Duration.ofSeconds(2),
                                new Settings.Retry(3, Duration.ofMillis(100), Duration.ofSeconds(2), 2.0),
                                new Settings.FailFast(5, Duration.ofSeconds(60))),
                        new Settings.Stock(1000, 10000),
                        new Auth(Auth.Mode.NONE, Optional.empty(), Optional.empty(), "stock-api"),
                        new Log(Log.Format.JSON, Level.INFO)));
    }

    @Test
    void a_system_property_wins_over_the_environment_and_that_over_the_config_file() {
        var properties = Map.of("http.port", "1001");
        var environment = Map.of("HTTP_PORT", "1002", "MANAGEMENT_PORT", "1003", "AUTH_MODE", "none");
        var file = Map.of("http.port", "1004", "management.port", "1005", "cluster.port", "1006");

        Settings settings = SettingsReader.read(new Sources(properties, environment, file), MACHINE)
                .settings()
                .orElseThrow();

        assertThat(settings.httpPort()).isEqualTo(1001);
        assertThat(settings.managementPort()).isEqualTo(1003);
        assertThat(settings.cluster().port()).isEqualTo(1006);
    }

    @Test
    void an_empty_variable_means_the_default() {
        assertThat(MACHINE.good(Map.of("NODE_ROLE", " ", "HTTP_PORT", "")).httpPort())
                .isEqualTo(8080);
    }

    @Test
    void the_config_file_is_a_properties_file_named_by_a_property_or_the_environment() {
        var machine = new Machine(Map.of("/etc/node.properties", "node.name=from-file\nauth.mode = none\n"));

        var named = SettingsReader.read(Map.of("config.file", "/etc/node.properties"), Map.of(), machine);
        var missing = SettingsReader.read(Map.of(), Map.of("CONFIG_FILE", "/nowhere"), machine);

        assertThat(named.settings().orElseThrow().nodeName()).isEqualTo("from-file");
        assertThat(missing.settings()).isEmpty();
        assertThat(missing.errors())
                .singleElement()
                .asString()
                .startsWith("CONFIG_FILE=/nowhere: use the path of a readable properties file");
    }

    static Stream<Arguments> goodValues() {
        return Stream.of(
                arguments("NODE_ROLE", "ACTOR", (Getter) Settings::role, Role.ACTOR),
                arguments(
                        "CLUSTER_SEEDS",
                        "a, b:5702,[::1]:5703",
                        (Getter) s -> s.cluster().seeds(),
                        java.util.List.of("a", "b:5702", "[::1]:5703")),
                arguments(
                        "BIND_ADDRESS",
                        "127.0.0.2",
                        (Getter) Settings::bindAddress,
                        Optional.of(InetAddress.ofLiteral("127.0.0.2"))),
                arguments("WRITE_TIMEOUT", "250ms", (Getter) Settings::writeTimeout, Duration.ofMillis(250)),
                arguments("WRITE_TIMEOUT", "PT1M30S", (Getter) Settings::writeTimeout, Duration.ofSeconds(90)),
                arguments("ACTOR_IDLE_TIMEOUT", "2m", (Getter) Settings::actorIdleTimeout, Duration.ofMinutes(2)),
                arguments(
                        "CLUSTER_EXPECTED_SIZE", "5", (Getter) s -> s.cluster().expectedSize(), 5),
                arguments("LOG_LEVEL", "warn", (Getter) s -> s.log().level(), Level.WARNING),
                arguments("LOG_FORMAT", "text", (Getter) s -> s.log().format(), Log.Format.TEXT),
                arguments(
                        "LOCATION_API_URL",
                        "http://locations:8080/v1",
                        (Getter) s -> s.locationApi().url(),
                        Optional.of(URI.create("http://locations:8080/v1"))),
                arguments(
                        "MANAGEMENT_TOKEN",
                        "abc",
                        (Getter) s -> s.managementToken().orElseThrow().is("abc"),
                        true));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("goodValues")
    void a_good_value_is_taken(String setting, String value, Getter getter, Object expected) {
        assertThat(getter.of(MACHINE.good(Map.of(setting, value)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NODE_ROLE, server, 'NODE_ROLE=server: use one of actor, both, http'",
        "NODE_ROLE, tcp://10.0.0.1:80, 'NODE_ROLE=tcp://10.0.0.1:80: use one of actor, both, http'",
        "HTTP_PORT, eighty, 'HTTP_PORT=eighty: use a whole number from 1 to 65535'",
        "HTTP_PORT, 65536, 'HTTP_PORT=65536: use a whole number from 1 to 65535'",
        "MANAGEMENT_PORT, 8080, 'HTTP_PORT and MANAGEMENT_PORT are both 8080: give each its own port'",
        "CLUSTER_PORT, 9090, 'MANAGEMENT_PORT and CLUSTER_PORT are both 9090: give each its own port'",
        "BIND_ADDRESS, localhost, 'BIND_ADDRESS=localhost: use an IP address of this machine'",
        "CLUSTER_SEEDS, a:b, 'CLUSTER_SEEDS=a:b: ''a:b'' is no address'",
        "REPLICATION_FACTOR, 8, 'REPLICATION_FACTOR=8: use a whole number from 1 to 7'",
        "REPLICATION_FACTOR, 0, 'REPLICATION_FACTOR=0: use a whole number from 1 to 7'",
        "REPLICATION_CONSISTENCY, Most, 'REPLICATION_CONSISTENCY=Most: use eventual, quorum, strong, or at-least:n'",
        "REPLICATION_CONSISTENCY, at-least:0, 'REPLICATION_CONSISTENCY=at-least:0: use eventual, quorum'",
        "REPLICATION_CONSISTENCY, at-least:2, "
                + "'REPLICATION_CONSISTENCY=at-least:2: there are only REPLICATION_FACTOR=1 copies'",
        "WRITE_TIMEOUT, 5, 'WRITE_TIMEOUT=5: use a duration of 1ms up to 365 days, such as 250ms'",
        "WRITE_TIMEOUT, 0s, 'WRITE_TIMEOUT=0s: use a duration of 1ms up to 365 days'",
        "WRITE_TIMEOUT, PT-5S, 'WRITE_TIMEOUT=PT-5S: use a duration'",
        "WRITE_TIMEOUT, 999999999999h, 'WRITE_TIMEOUT=999999999999h: use a duration'",
        "WRITE_TIMEOUT, PT9999999999999999S, 'WRITE_TIMEOUT=PT9999999999999999S: use a duration'",
        "WRITE_TIMEOUT, PT0.0001S, 'WRITE_TIMEOUT=PT0.0001S: use a duration of 1ms'",
        "CLUSTER_EXPECTED_SIZE, -1, 'CLUSTER_EXPECTED_SIZE=-1: use a whole number from 0'",
        "CLUSTER_EXPECTED_SIZE, 1001, 'CLUSTER_EXPECTED_SIZE=1001: use a whole number from 0 to 1000'",
        "MANAGEMENT_TOKEN, 'open,sesame', 'MANAGEMENT_TOKEN=(secret): use ASCII characters without commas'",
        "MANAGEMENT_TOKEN, s\u00e9same, 'MANAGEMENT_TOKEN=(secret): use ASCII characters without commas'",
        "LOCATION_API_URL, locations, 'LOCATION_API_URL=locations: use a URL such as http://host:8080/path'",
        "LOCATION_API_URL, http://locations:65536, 'LOCATION_API_URL=http://locations:65536: use a URL'",
        "LOCATION_API_URL, http://locations:0, 'LOCATION_API_URL=http://locations:0: use a URL'",
        "LOCATION_API_RETRY_MULTIPLIER, 0.5, 'LOCATION_API_RETRY_MULTIPLIER=0.5: use a number from 1.0'",
        "STOCK_HISTORY, 0, 'STOCK_HISTORY=0: use a whole number from 1'",
        "AUTH_MODE, basic, 'AUTH_MODE=basic: use one of jwt, none'",
        "AUTH_MODE, jwt, 'AUTH_JWKS_URL and AUTH_PUBLIC_KEY are both empty, and AUTH_MODE is jwt: set AUTH_JWKS_URL'",
        "LOG_FORMAT, xml, 'LOG_FORMAT=xml: use one of json, text'",
        "LOG_LEVEL, trace, 'LOG_LEVEL=trace: use one of debug, error, info, warn'",
        "NODE_NAME, a b, 'NODE_NAME=a b: use up to 253 letters'",
        "NODE_ROLE, http, 'CLUSTER_SEEDS is empty, and NODE_ROLE is http: name the actor nodes'",
        "PERSISTENCE_URL, jdbc:postgresql://u:p@db/stock, "
                + "'PERSISTENCE_URL=jdbc:postgresql:…: persistence is not built yet'",
    })
    void a_value_that_cannot_be_used_is_named_with_what_would_be_right(String setting, String value, String line) {
        var result = MACHINE.given(Map.of(setting, value));

        assertThat(result.settings()).isEmpty();
        assertThat(result.errors()).singleElement().asString().startsWith(line);
    }

    @Test
    void what_fits_a_value_that_was_refused_is_not_held_against_another() {
        assertThat(MACHINE.given(Map.of("REPLICATION_FACTOR", "9", "REPLICATION_CONSISTENCY", "at-least:5"))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("REPLICATION_FACTOR=9");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(MACHINE.given(Map.of("HTTP_PORT", "x", "LOG_LEVEL", "loud", "REPLICATION_FACTOR", "9"))
                        .errors())
                .extracting(line -> line.replaceFirst("[=:].*", ""))
                .containsExactly("HTTP_PORT", "REPLICATION_FACTOR", "LOG_LEVEL");
    }

    @Test
    void ports_may_be_the_same_where_the_role_opens_only_one_of_them() {
        assertThat(MACHINE.good(Map.of("NODE_ROLE", "actor", "MANAGEMENT_PORT", "8080"))
                        .managementPort())
                .isEqualTo(8080);
        assertThat(MACHINE.good(Map.of("NODE_ROLE", "http", "CLUSTER_SEEDS", "a", "CLUSTER_PORT", "8080"))
                        .cluster()
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void secrets_never_show() {
        Settings settings = MACHINE.good(Map.of("MANAGEMENT_TOKEN", "hush"));

        assertThat(settings.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "CLUSTER_SEED, CLUSTER_SEEDS",
        "REPLICATION_FAKTOR, REPLICATION_FACTOR",
        "LOCATION_API_RETRY_ATTEMPTS, LOCATION_API_RETRY_MAX_ATTEMPTS",
        "PERSISTENCE_PASSWD, PERSISTENCE_PASSWORD",
    })
    void an_unknown_variable_is_warned_about_with_the_nearest_known_name(String name, String nearest) {
        assertThat(MACHINE.given(Map.of(name, "1")).warnings())
                .containsExactly(name + " is no setting and is ignored; the nearest is " + nearest);
    }

    @Test
    void settings_of_a_store_are_warned_about_where_there_is_none() {
        assertThat(MACHINE.given(Map.of("PERSISTENCE_USER", "stock", "ACTOR_IDLE_TIMEOUT", "1m"))
                        .warnings())
                .containsExactly(
                        "PERSISTENCE_USER is ignored, since PERSISTENCE_URL is empty: everything stays in memory, and"
                                + " nowhere else",
                        "ACTOR_IDLE_TIMEOUT is ignored, since PERSISTENCE_URL is empty: everything stays in memory, and"
                                + " nowhere else");
    }

    @Test
    void an_unknown_name_in_a_config_file_or_as_a_property_is_warned_about_as_well() {
        var result = SettingsReader.read(
                new Sources(
                        Map.of("node.rol", "http", "java.home", "/"),
                        Map.of("AUTH_MODE", "none"),
                        Map.of("htp.port", "1")),
                MACHINE);

        assertThat(result.warnings())
                .containsExactly(
                        "system property node.rol is no setting and is ignored; the nearest is node.role",
                        "config file: htp.port is no setting and is ignored; the nearest is http.port");
    }

    @Test
    void what_kubernetes_sets_for_each_service_is_neither_warned_about_nor_taken_for_a_setting() {
        var result = MACHINE.given(Map.of(
                "STOCK_SERVICE_HOST", "10.0.0.1",
                "STOCK_SERVICE_PORT", "80",
                "STOCK_SERVICE_PORT_HTTP", "80",
                "STOCK_PORT", "tcp://10.0.0.1:80",
                "STOCK_PORT_80_TCP", "tcp://10.0.0.1:80",
                "STOCK_PORT_80_TCP_ADDR", "10.0.0.1",
                "CLUSTER_PORT", "tcp://10.0.0.2:80"));

        assertThat(result.warnings()).isEmpty();
        assertThat(result.settings().orElseThrow().cluster().port()).isEqualTo(5701);
    }

    interface Getter {
        Object of(Settings settings);
    }
}
