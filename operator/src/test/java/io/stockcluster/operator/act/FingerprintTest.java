package io.stockcluster.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private final KubernetesSerialization json = new KubernetesSerialization();

    @Test
    void theOrderOfAMapsEntriesDoesNotMatter() {
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("a", "1");
        oneWay.put("b", "2");
        Map<String, String> theOther = new LinkedHashMap<>();
        theOther.put("b", "2");
        theOther.put("a", "1");

        assertThat(of(oneWay)).isEqualTo(of(theOther)).isNotEqualTo(of(Map.of("a", "1")));
    }

    private String of(Map<String, String> data) {
        return Fingerprint.of(new ConfigMapBuilder().withData(data).build(), json);
    }
}
