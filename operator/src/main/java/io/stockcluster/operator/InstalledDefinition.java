package io.stockcluster.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterSpec;
import io.stockcluster.crds.v1.StockClusterStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether the definition that is installed knows every field that this operator does. What users set of a field that an
 * older one does not know is dropped in silence; and a status that has such a field is refused as a whole, since the
 * operator applies it.
 *
 * <p>It asks for what everybody may see, the description of the API, and needs no right to read definitions.
 */
final class InstalledDefinition {

    private static final String OURS = StockCluster.class.getPackageName();

    private InstalledDefinition() {}

    /** The fields that it lacks, as paths; empty also where it cannot be asked. */
    static List<String> lacks(KubernetesClient client) {
        try {
            // Nothing where the API server does not describe it: a definition that is new is only told of by and by.
            String described = client.raw("/openapi/v3/apis/stockcluster.io/v1");
            return described == null
                    ? List.of()
                    : lacks(client.getKubernetesSerialization().unmarshal(described, JsonNode.class));
        } catch (KubernetesClientException e) {
            return List.of();
        }
    }

    static List<String> lacks(JsonNode api) {
        List<String> missing = new ArrayList<>();
        StreamSupport.stream(api.at("/components/schemas").spliterator(), false)
                .filter(schema -> schema.at("/properties/spec/properties").isObject())
                .findFirst()
                .ifPresent(cluster -> {
                    compare("spec", StockClusterSpec.class, cluster.at("/properties/spec"), missing);
                    compare("status", StockClusterStatus.class, cluster.at("/properties/status"), missing);
                });
        return missing;
    }

    private static void compare(String path, Class<?> fields, JsonNode schema, List<String> missing) {
        for (RecordComponent field : fields.getRecordComponents()) {
            String below = path + "." + field.getName();
            JsonNode there = schema.at("/properties/" + field.getName());
            if (there.isMissingNode()) {
                missing.add(below);
            } else {
                records(field.getGenericType())
                        .forEach(record ->
                                compare(below, record, there.has("items") ? there.get("items") : there, missing));
            }
        }
    }

    /** Our own records only: what Kubernetes itself defines is Kubernetes' matter. */
    private static Stream<Class<?>> records(Type type) {
        return switch (type) {
            case ParameterizedType list ->
                Stream.of(list.getActualTypeArguments()).flatMap(InstalledDefinition::records);
            case Class<?> one when one.isRecord() && one.getPackageName().equals(OURS) -> Stream.of(one);
            default -> Stream.empty();
        };
    }
}
