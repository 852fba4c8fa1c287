package io.stockcluster.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceSettingsTest {

    private static boolean wanted(Map<String, String> environment) {
        return new TraceSettings(environment).wanted();
    }

    @Test
    void traces_are_off_until_somebody_says_where_they_go() {
        assertThat(wanted(Map.of())).isFalse();
        assertThat(wanted(Map.of("OTEL_SERVICE_NAME", "stock"))).isFalse();
        assertThat(wanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318")))
                .isTrue();
        assertThat(wanted(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector:4318/v1/traces")))
                .isTrue();
        assertThat(wanted(Map.of("OTEL_TRACES_EXPORTER", "otlp"))).isTrue();
    }

    @Test
    void traces_can_be_switched_off_where_a_collector_is_named() {
        String collector = "http://collector:4318";

        assertThat(wanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector, "OTEL_SDK_DISABLED", "true")))
                .isFalse();
        assertThat(wanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector, "OTEL_TRACES_EXPORTER", "none")))
                .isFalse();
    }
}
