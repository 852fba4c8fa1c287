package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.StockCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A namespace of a real Kubernetes, with what a user does and sees there. */
final class Shop {

    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final KubernetesClient admin;
    private final String namespace;

    private Shop(KubernetesClient admin, String namespace) {
        this.admin = admin;
        this.namespace = namespace;
    }

    static Shop open(RealKubernetes kubernetes) {
        String namespace = "branch-" + NAMES.incrementAndGet();
        kubernetes.newNamespace(namespace);
        return new Shop(kubernetes.admin(), namespace);
    }

    String namespace() {
        return namespace;
    }

    /** As a user does it, field by field as written: what is left out is for Kubernetes to fill in. */
    GenericKubernetesResource apply(String name, String spec) {
        return admin.resource(cluster(name, spec)).forceConflicts().serverSideApply();
    }

    GenericKubernetesResource create(String name, String spec) {
        return admin.resource(cluster(name, spec)).create();
    }

    /** As Kubernetes would take it, field by field, without keeping it. */
    GenericKubernetesResource validated(GenericKubernetesResource resource) {
        return admin.resource(resource)
                .inNamespace(namespace)
                .dryRun()
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create();
    }

    private GenericKubernetesResource cluster(String name, String spec) {
        // Unless it says so no image is ever pulled: there is nothing to wait for, and pods settle at once.
        String unpulled =
                spec.contains("imagePullPolicy") ? spec : spec.replaceFirst("\\{", "{imagePullPolicy: Never, ");
        return Serialization.unmarshal("""
                apiVersion: stockcluster.io/v1
                kind: StockCluster
                metadata: {name: '%s', namespace: %s}
                spec: %s
                """.formatted(name, namespace, unpulled), GenericKubernetesResource.class);
    }

    /** By hand, from what is there: who was overtaken by somebody else's write tries again. */
    <R extends HasMetadata> void edit(Class<R> type, String name, Consumer<R> change) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> admin.resources(type)
                                .inNamespace(namespace)
                                .withName(name)
                                .accept(change)
                        != null);
    }

    /** Whatever others write meanwhile. */
    void annotate(Class<? extends HasMetadata> type, String resource, String name, String value) {
        String annotation = "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(name, value);
        admin.resources(type)
                .inNamespace(namespace)
                .withName(resource)
                .patch(PatchContext.of(PatchType.JSON_MERGE), annotation);
    }

    void delete(String name) {
        admin.resources(StockCluster.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    void deleteEverything() {
        admin.resources(StockCluster.class).inNamespace(namespace).delete();
    }

    <R extends HasMetadata> R get(Class<R> type, String name) {
        R found = admin.resources(type).inNamespace(namespace).withName(name).get();
        assertThat(found).as("%s %s", type.getSimpleName(), name).isNotNull();
        return found;
    }

    <R extends HasMetadata> List<R> list(Class<R> type) {
        return admin.resources(type).inNamespace(namespace).list().getItems();
    }

    List<String> names(Class<? extends HasMetadata> type) {
        return list(type).stream()
                .map(resource -> resource.getMetadata().getName())
                .toList();
    }

    Condition ready(String name) {
        return Optional.ofNullable(get(StockCluster.class, name).getStatus())
                .flatMap(status -> status.condition(Condition.READY))
                .orElseThrow(() -> new AssertionError(name + " has no condition Ready yet"));
    }

    void awaitTold(String name, String part) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ready(name).message()).contains(part));
    }

    /** The status names the first pod of each tier that cannot run: what becomes of the others changes nothing any more. */
    void awaitStuck(String name) {
        awaitTold(name, name + "-actors-0 cannot run (ErrImageNeverPull)");
        awaitTold(name, name + "-http-0 cannot run (ErrImageNeverPull)");
    }

    /** The versions of all resources of these types; the same twice means that nobody wrote. */
    Map<String, String> versions(List<Class<? extends HasMetadata>> types) {
        Map<String, String> versions = new TreeMap<>();
        types.stream()
                .flatMap(type -> list(type).stream())
                .forEach(resource -> versions.put(
                        resource.getKind() + "/" + resource.getMetadata().getName(),
                        resource.getMetadata().getResourceVersion()));
        return versions;
    }

    /** Kubernetes itself still writes for a while: counts of pods, events of the kubelet. */
    void awaitQuiet(List<Class<? extends HasMetadata>> types) {
        AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> {
            Map<String, String> now = versions(types);
            return now.equals(last.getAndSet(now));
        });
    }
}
