package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.stockcluster.crds.v1.Network;
import io.stockcluster.crds.v1.StockCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who may reach which port of a node. What comes from the machine itself (the kubelet's probes, a port-forward) is not
 * asked; networks that do not know NetworkPolicies let everything through.
 */
final class Policies {

    private static final Map<String, String> OPERATOR = Map.of("app.kubernetes.io/name", "stockcluster-operator");
    private static final Map<String, String> PROMETHEUS = Map.of("app.kubernetes.io/name", "prometheus");

    private Policies() {}

    static List<HasMetadata> of(StockCluster cluster, Surroundings surroundings) {
        Network network = cluster.wanted().networkPolicy();
        if (!network.enabled()) {
            return List.of();
        }
        NetworkPolicyIngressRule management = rule("management", managers(cluster, network, surroundings));
        return List.of(
                policy(
                        cluster,
                        Component.ACTOR,
                        Names.of(cluster).actors(),
                        rule("cluster", List.of(nodes(cluster))),
                        management),
                policy(
                        cluster,
                        Component.HTTP,
                        Names.of(cluster).http(),
                        rule("http", network.httpFrom()),
                        management));
    }

    private static HasMetadata policy(
            StockCluster cluster, Component component, String name, NetworkPolicyIngressRule... rules) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.of(cluster, name, Labels.of(cluster, component)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(cluster, component))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(rules)
                .endSpec()
                .build();
    }

    /** @param from nobody in particular: everybody */
    private static NetworkPolicyIngressRule rule(String port, List<NetworkPolicyPeer> from) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(from)
                .addNewPort()
                .withPort(new IntOrString(port))
                .withProtocol("TCP")
                .endPort()
                .build();
    }

    private static List<NetworkPolicyPeer> managers(StockCluster cluster, Network network, Surroundings surroundings) {
        List<NetworkPolicyPeer> managers = new ArrayList<>();
        managers.add(nodes(cluster));
        surroundings
                .operatorNamespace()
                .map(namespace -> Map.of("kubernetes.io/metadata.name", namespace))
                .map(namespace -> peer(OPERATOR, namespace))
                .ifPresent(managers::add);
        managers.addAll(
                network.managementFrom().isEmpty() ? List.of(peer(PROMETHEUS, Map.of())) : network.managementFrom());
        return managers;
    }

    private static NetworkPolicyPeer nodes(StockCluster cluster) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(cluster))
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPeer peer(Map<String, String> pod, Map<String, String> namespace) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(
                        new LabelSelectorBuilder().withMatchLabels(namespace).build())
                .withPodSelector(new LabelSelectorBuilder().withMatchLabels(pod).build())
                .build();
    }
}
