package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Labels;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Applies one resource, if it is not there yet as it should be.
 *
 * <ol>
 *   <li>A resource carries a fingerprint of what was applied. Another fingerprint means that the wish has changed: apply,
 *       so that fields which are no longer wanted go, too.
 *   <li>The same fingerprint, and every wanted field there with its value ({@link Sameness}): nothing to do.
 *   <li>Otherwise somebody changed it: apply. Should {@code Sameness} ever be wrong about a field, that costs a request
 *       per reconcile and no loop, since an apply that changes nothing makes no event.
 *   <li>What is not in the cache may still be there, without our label and belonging to somebody else: it is looked at
 *       before it is written, and left alone.
 * </ol>
 */
final class Applier {

    static final String FINGERPRINT = "stockcluster.io/applied";

    private static final String FIELD_MANAGER = "stockcluster-operator";

    /** Answers that stay the same however often one asks: the request is wrong, or not allowed. */
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 422);

    private static final int EXISTS = 409;

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final KubernetesSerialization json;
    private final Sameness sameness;

    Applier(KubernetesClient client) {
        this.client = client;
        this.json = client.getKubernetesSerialization();
        this.sameness = new Sameness(json);
    }

    Outcome apply(StockCluster owner, HasMetadata unmarked, Observed seen) {
        HasMetadata wanted = marked(unmarked);
        Optional<? extends HasMetadata> cached =
                seen.find(wanted.getClass(), wanted.getMetadata().getName());
        if (cached.isPresent() && sameness.holds(wanted, cached.get())) {
            return new Outcome.Unchanged(cached.get());
        }
        // The cache may not have our last write yet: what is there already is not written again.
        Optional<HasMetadata> live = read(wanted);
        if (live.isPresent() && sameness.holds(wanted, live.get())) {
            return new Outcome.Unchanged(live.get());
        }
        if (live.isPresent() && !belongs(owner, live.get())) {
            return taken(live.get());
        }
        return write(wanted);
    }

    Optional<HasMetadata> read(HasMetadata wanted) {
        return Optional.ofNullable(client.resource(wanted).get());
    }

    Outcome write(HasMetadata wanted) {
        return sent(wanted, () -> client.resource(wanted).patch(APPLY));
    }

    /** Empty where there is one of that name by now. */
    Optional<Outcome> create(HasMetadata wanted) {
        try {
            return Optional.of(sent(wanted, () -> client.resource(wanted).create()));
        } catch (KubernetesClientException e) {
            if (e.getCode() == EXISTS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Outcome sent(HasMetadata wanted, Supplier<HasMetadata> request) {
        try {
            return new Outcome.Applied(request.get());
        } catch (KubernetesClientException e) {
            if (!REFUSALS.contains(e.getCode())) {
                throw e;
            }
            return new Outcome.Blocked(new Obstacle(
                    Obstacle.Kind.REFUSED, "Kubernetes refuses %s: %s".formatted(called(wanted), reason(e))));
        }
    }

    /** Ours is what this very cluster controls, or what nobody controls but carries our labels: orphaned on purpose. */
    boolean belongs(StockCluster owner, HasMetadata live) {
        return controller(live)
                .map(controller ->
                        controller.getUid().equals(owner.getMetadata().getUid()))
                .orElseGet(() -> Labels.isOf(owner, live));
    }

    Outcome taken(HasMetadata live) {
        String by = controller(live)
                .map(controller -> "belongs to %s %s".formatted(controller.getKind(), controller.getName()))
                .orElse("was not made by this operator");
        return new Outcome.Blocked(new Obstacle(
                Obstacle.Kind.NAME_TAKEN,
                "%s is there already and %s: rename this StockCluster, or remove the other"
                        .formatted(called(live), by)));
    }

    private HasMetadata marked(HasMetadata unmarked) {
        HasMetadata wanted = json.clone(unmarked);
        wanted.getMetadata().getAnnotations().put(FINGERPRINT, Fingerprint.of(unmarked, json));
        return wanted;
    }

    private static Optional<OwnerReference> controller(HasMetadata live) {
        return live.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    private static String called(HasMetadata resource) {
        return resource.getKind() + " " + resource.getMetadata().getName();
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : e.getMessage();
    }
}
