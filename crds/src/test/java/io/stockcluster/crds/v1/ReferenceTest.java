package io.stockcluster.crds.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/resource.md} tells every field that there is; {@code -Dgolden.update=true} writes it anew. */
class ReferenceTest {

    private static final String HEAD = """
            # The StockCluster resource

            Every field that there is, with what it is where it is left out. This page is made from the definition that
            Kubernetes checks resources with, so it cannot say anything else: `mvn -pl crds test -Dgolden.update=true`.

            `spec: {}` is a good cluster: three actor nodes with three copies of every pot, two HTTP nodes, tokens checked
            with a key that was made for it. [examples](../examples) has more. Fields marked as Kubernetes' own form are
            explained in its reference; what `kubectl explain stockcluster.spec` shows is the same as this.
            """;

    @Test
    void theReferenceTellsEveryField() throws IOException {
        CustomResourceDefinition crd = Definition.finished();
        String text = HEAD
                + Reference.of("spec", Definition.at(crd, "spec"))
                + Reference.of("status", Definition.at(crd, "status"));
        Golden.isUpToDate(Path.of("../docs/resource.md"), text);
    }

    @Test
    void everyFieldOfOursSaysWhatItIsFor() {
        List<String> silent = new ArrayList<>();
        collectSilent("spec", Definition.at(Definition.finished(), "spec"), silent);
        assertThat(silent).as("fields without a description").isEmpty();
    }

    /** Kubernetes' own objects have no described field at all, and are left alone. */
    private static void collectSilent(String path, JSONSchemaProps schema, List<String> silent) {
        boolean ours = schema.getProperties().values().stream().anyMatch(field -> field.getDescription() != null);
        if (ours) {
            schema.getProperties().forEach((name, field) -> {
                if (field.getDescription() == null) {
                    silent.add(path + "." + name);
                }
                JSONSchemaProps below =
                        field.getItems() == null ? field : field.getItems().getSchema();
                collectSilent(path + "." + name, below, silent);
            });
        }
    }
}
