package io.stockcluster.operator.desired;

import java.util.Optional;

/**
 * What a cluster's resources depend on besides its spec: where the operator runs, and which kinds, not part of Kubernetes
 * itself, are installed.
 *
 * @param operatorNamespace where the operator's pods are; empty: it runs outside of Kubernetes
 * @param podMonitors whether the Prometheus operator's PodMonitor is known
 * @param routes whether the Gateway API's HTTPRoute is known
 */
public record Surroundings(Optional<String> operatorNamespace, boolean podMonitors, boolean routes) {

    /** Kubernetes as it comes, and an operator outside of it. */
    public static Surroundings plain() {
        return new Surroundings(Optional.empty(), false, false);
    }
}
