package io.stockcluster.crds.v1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/**
 * The generated definition, finished by what the generator cannot say: the columns' order (it sorts them by path), and
 * that the elements of some lists are told apart by a name.
 */
final class Definition {

    static final List<String> COLUMNS = List.of("READY", "ACTORS", "HTTP", "SAFE", "PHASE", "BLOCKED-BY", "AGE");

    private Definition() {}

    static CustomResourceDefinition finished() {
        CustomResourceDefinition crd = generated();
        version(crd)
                .getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
        toldApartBy("type", at(crd, "status", "conditions"));
        for (String tier : List.of("actors", "http")) {
            toldApartBy("name", at(crd, "spec", tier, "podTemplate", "env"));
            toldApartBy("name", at(crd, "spec", tier, "podTemplate", "volumes"));
        }
        return crd;
    }

    static CustomResourceDefinitionVersion version(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().get(0);
    }

    static JSONSchemaProps at(CustomResourceDefinition crd, String... path) {
        JSONSchemaProps schema = version(crd).getSchema().getOpenAPIV3Schema();
        for (String name : path) {
            schema = schema.getProperties().get(name);
        }
        return schema;
    }

    private static CustomResourceDefinition generated() {
        try (InputStream in =
                StockCluster.class.getResourceAsStream("/META-INF/fabric8/stockclusters.stockcluster.io-v1.yml")) {
            return Serialization.unmarshal(in, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void toldApartBy(String key, JSONSchemaProps list) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of(key));
    }
}
