package io.stockcluster.operator.desired;

/** Where a node listens: its own defaults, which the operator does not change. */
final class Ports {

    static final int HTTP = 8080;
    static final int MANAGEMENT = 9090;
    static final int CLUSTER = 5701;

    private Ports() {}
}
