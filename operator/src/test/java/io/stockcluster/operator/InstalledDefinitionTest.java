package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The chart's definition in the form in which an API server describes it. */
class InstalledDefinitionTest {

    @Test
    void theChartsOwnDefinitionLacksNothing() throws IOException {
        assertThat(InstalledDefinition.lacks(described())).isEmpty();
    }

    @Test
    void whatAnOlderOneLacksIsNamed() throws IOException {
        JsonNode api = described();
        ObjectNode spec = (ObjectNode) api.at("/components/schemas/cluster/properties/spec/properties");
        spec.remove("networkPolicy");
        ((ObjectNode) spec.at("/actors/properties/podTemplate/properties/volumes/items/properties")).remove("csi");

        assertThat(InstalledDefinition.lacks(api))
                .containsExactlyInAnyOrder("spec.networkPolicy", "spec.actors.podTemplate.volumes.csi");
    }

    @Test
    void whatIsNotDescribedIsNotJudged() {
        assertThat(InstalledDefinition.lacks(Serialization.unmarshal("{}", JsonNode.class)))
                .isEmpty();
    }

    private static JsonNode described() throws IOException {
        JsonNode definition = Serialization.unmarshal(
                Files.readString(Chart.FOLDER.resolve("files/stockclusters.stockcluster.io.yaml")), JsonNode.class);
        ObjectNode api = Serialization.unmarshal("{\"components\": {\"schemas\": {}}}", ObjectNode.class);
        ((ObjectNode) api.at("/components/schemas"))
                .set("cluster", definition.at("/spec/versions/0/schema/openAPIV3Schema"));
        return api;
    }
}
