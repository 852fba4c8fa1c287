package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stockcluster.crds.v1.StockCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {

    private static final String METADATA = """
            metadata:
              name: demo
              labels: {a: b}
              managedFields:
              - {manager: kubectl, operation: Apply, apiVersion: v1, fieldsType: FieldsV1, fieldsV1: {'f:spec': {}}}
            """;

    @ParameterizedTest
    @ValueSource(classes = {StatefulSet.class, StockCluster.class})
    void whoManagesWhichFieldIsNotKept(Class<?> type) {
        var read = (HasMetadata) Clients.lean().unmarshal(METADATA, type);

        assertThat(read.getMetadata().getManagedFields()).isEmpty();
        assertThat(read.getMetadata().getAdditionalProperties()).isEmpty();
        assertThat(read.getMetadata().getLabels()).containsEntry("a", "b");
    }

    @Test
    void everythingElseIsWrittenAsItWasRead() {
        ObjectMeta meta = Clients.lean().unmarshal("---\n{name: demo, uid: u, annotations: {c: d}}", ObjectMeta.class);

        assertThat(Clients.lean().asJson(meta))
                .isEqualTo("{\"annotations\":{\"c\":\"d\"},\"name\":\"demo\",\"uid\":\"u\"}");
    }
}
