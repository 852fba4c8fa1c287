package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.stockcluster.crds.v1.HttpService;
import io.stockcluster.crds.v1.StockCluster;

/** How nodes find each other, and how the API is reached. */
final class Services {

    /** Where the API is reached. */
    static final int API = 80;

    private Services() {}

    /**
     * The actor nodes' addresses, behind one DNS name. Those that are not ready are among them: nodes that wait for each
     * other to become ready could otherwise never find each other.
     */
    static Service seed(StockCluster cluster) {
        return new ServiceBuilder()
                .withMetadata(Metadata.of(cluster, Names.of(cluster).actors(), Labels.of(cluster, Component.ACTOR)))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Labels.selector(cluster, Component.ACTOR))
                .withPorts(port("cluster", Ports.CLUSTER), port("management", Ports.MANAGEMENT))
                .endSpec()
                .build();
    }

    static Service http(StockCluster cluster) {
        HttpService wanted = cluster.wanted().http().service();
        ServicePort port = new ServicePortBuilder(port("http", API))
                .withNodePort(wanted.nodePort())
                .build();
        return new ServiceBuilder()
                .withMetadata(Metadata.of(
                        cluster, Names.of(cluster).http(), Labels.of(cluster, Component.HTTP), wanted.annotations()))
                .withNewSpec()
                .withType(wanted.type())
                .withSelector(Labels.selector(cluster, Component.HTTP))
                .withPorts(port)
                .endSpec()
                .build();
    }

    /** A port of a pod has the same name. */
    private static ServicePort port(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(port)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(name))
                .build();
    }
}
