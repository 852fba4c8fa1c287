package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import io.stockcluster.crds.v1.Ingress;
import io.stockcluster.crds.v1.Route;
import io.stockcluster.crds.v1.StockCluster;
import java.util.List;
import java.util.Optional;

/** The ways into the API from outside of the Kubernetes cluster; both lead to its Service. */
final class Ingresses {

    private static final String GATEWAY_GROUP = "gateway.networking.k8s.io";

    private Ingresses() {}

    static Optional<HasMetadata> ingress(StockCluster cluster) {
        return Optional.ofNullable(cluster.wanted().http().ingress()).map(wanted -> ingress(cluster, wanted));
    }

    private static HasMetadata ingress(StockCluster cluster, Ingress wanted) {
        String name = Names.of(cluster).http();
        return new IngressBuilder()
                .withMetadata(Metadata.of(cluster, name, Labels.of(cluster, Component.HTTP), wanted.annotations()))
                .withNewSpec()
                .withIngressClassName(wanted.className())
                .withTls(tls(wanted))
                .addNewRule()
                .withHost(wanted.host())
                .withNewHttp()
                .addNewPath()
                .withPath(wanted.path())
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(name)
                .withNewPort()
                .withName("http")
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }

    private static List<IngressTLS> tls(Ingress wanted) {
        return wanted.tlsSecretName() == null
                ? List.of()
                : List.of(new IngressTLSBuilder()
                        .withHosts(wanted.host())
                        .withSecretName(wanted.tlsSecretName())
                        .build());
    }

    static Optional<HasMetadata> route(StockCluster cluster) {
        return Optional.ofNullable(cluster.wanted().http().route()).map(wanted -> route(cluster, wanted));
    }

    private static HasMetadata route(StockCluster cluster, Route wanted) {
        String name = Names.of(cluster).http();
        return new HTTPRouteBuilder()
                .withMetadata(Metadata.of(cluster, name, Labels.of(cluster, Component.HTTP)))
                .withNewSpec()
                .withParentRefs(
                        wanted.parentRefs().stream().map(Ingresses::parent).toList())
                .withHostnames(wanted.hostnames())
                .addNewRule()
                .addNewBackendRef()
                .withName(name)
                .withPort(Services.API)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }

    private static ParentReference parent(Route.Parent wanted) {
        return new ParentReferenceBuilder()
                .withGroup(GATEWAY_GROUP)
                .withKind("Gateway")
                .withName(wanted.name())
                .withNamespace(wanted.namespace())
                .withSectionName(wanted.sectionName())
                .withPort(wanted.port())
                .build();
    }
}
