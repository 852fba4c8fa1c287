package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** When a node counts as started, alive and ready: its management port says so. */
final class Probes {

    private Probes() {}

    /** Five minutes to start and to find the others, looked at often so that a fast start shows. */
    static Probe startup() {
        return probe("/health/started", 1, 300);
    }

    /** A minute of silence: a long pause of the garbage collector is no reason to kill what holds stock. */
    static Probe liveness() {
        return probe("/health/live", 10, 6);
    }

    static Probe readiness() {
        return probe("/health/ready", 3, 2);
    }

    private static Probe probe(String path, int period, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString("management"))
                .withScheme("HTTP")
                .endHttpGet()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }
}
