package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** What people say to the operator beside the spec. */
public final class Annotations {

    /** On a StockCluster: the hash of the plan that may be executed. */
    public static final String APPROVE = "stockcluster.io/approve-plan";

    /** On a pod: it is to be made anew. On a StockCluster: all of them are, once for each new value. */
    public static final String RESTART = "stockcluster.io/restart";

    /** In the pods' template: the value above, that they were made for. Not the same name: each would ask to go again. */
    static final String RESTARTED_FOR = "stockcluster.io/restarted-for";

    private Annotations() {}

    public static Optional<String> value(HasMetadata resource, String name) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations())
                .map(all -> all.get(name))
                .filter(value -> !value.isEmpty());
    }
}
