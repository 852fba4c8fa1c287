package io.stockcluster.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.PlanStatus.Change;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void whatIsNewIsToldFieldByField() {
        assertThat(Changes.between(
                        yaml("{spec: {containers: [{name: node, image: 'stock:1', env: [{name: A, value: x}]}]}}"),
                        yaml("{spec: {containers: [{name: node, image: 'stock:2', env: [{name: B, value: y},"
                                + " {name: A, value: x}]}]}}")))
                .containsExactly(
                        new Change("spec.containers[node].env[B].name", null, "B"),
                        new Change("spec.containers[node].env[B].value", null, "y"),
                        new Change("spec.containers[node].image", "stock:1", "stock:2"));
    }

    @Test
    void whatGoesIsToldToo() {
        assertThat(Changes.between(yaml("{metadata: {labels: {team: stock}}}"), yaml("{metadata: {}}")))
                .containsExactly(new Change("metadata.labels.team", "stock", null));
    }

    @Test
    void theSameIsNoChange() {
        assertThat(Changes.between(yaml("{a: [1, {b: c}]}"), yaml("{a: [1, {b: c}]}")))
                .isEmpty();
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, JsonNode.class);
    }
}
