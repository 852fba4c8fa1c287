package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockcluster.operator.logging.Logging;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class OperatorSettingsTest {

    @Test
    void withoutAnySettingItLooksAfterAllNamespaces() {
        OperatorSettings settings = OperatorSettings.read(Map.of(), false);

        assertThat(settings.namespaces()).isEmpty();
        assertThat(settings.nodeImage()).isEmpty();
        assertThat(settings.healthPort()).isEqualTo(8081);
        assertThat(settings.logFormat()).isEqualTo(Logging.Format.JSON);
        assertThat(settings.logLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void onATerminalItWritesText() {
        assertThat(OperatorSettings.read(Map.of(), true).logFormat()).isEqualTo(Logging.Format.TEXT);
    }

    @Test
    void namespacesAreAList() {
        assertThat(OperatorSettings.read(Map.of("WATCH_NAMESPACES", " shop, depot,"), false)
                        .namespaces())
                .containsExactly("depot", "shop");
    }

    @Test
    void aLeaseNeedsANamespace() {
        assertThatThrownBy(() -> OperatorSettings.read(Map.of("LEASE_NAME", "stock"), false))
                .hasMessageContaining("LEASE_NAME is 'stock' but OPERATOR_NAMESPACE is not set");
        assertThat(OperatorSettings.read(Map.of("LEASE_NAME", "stock", "OPERATOR_NAMESPACE", "system"), false)
                        .lease())
                .contains("stock");
    }

    @Test
    void allBadSettingsAreNamedAtOnceWithWhatWouldBeRight() {
        assertThatThrownBy(() -> OperatorSettings.read(
                        Map.of("HEALTH_PORT", "99999", "LOG_FORMAT", "xml", "LOG_LEVEL", "loud"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HEALTH_PORT is '99999': a port from 0 (any) to 65535 would be right")
                .hasMessageContaining("LOG_FORMAT is 'xml': text or json would be right")
                .hasMessageContaining("LOG_LEVEL is 'loud'");
    }
}
