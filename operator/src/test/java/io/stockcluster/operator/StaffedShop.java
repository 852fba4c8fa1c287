package io.stockcluster.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A namespace of a real Kubernetes with an operator that runs in the test, with exactly the rights that the chart gives. */
final class StaffedShop implements AutoCloseable {

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Shop shop;
    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final String nodeImage;
    private OperatorProcess operator;

    private StaffedShop(RealKubernetes kubernetes, boolean everywhere, String nodeImage) {
        this.shop = Shop.open(kubernetes);
        this.client = kubernetes.operator(writes);
        this.namespaces = everywhere ? Set.of() : Set.of(shop.namespace());
        this.nodeImage = nodeImage;
        this.operator = start();
    }

    static StaffedShop open(RealKubernetes kubernetes, String nodeImage) {
        return new StaffedShop(kubernetes, false, nodeImage);
    }

    /** The operator looks after all namespaces, and sees the machines. */
    static StaffedShop openEverywhere(RealKubernetes kubernetes, String nodeImage) {
        return new StaffedShop(kubernetes, true, nodeImage);
    }

    Shop shop() {
        return shop;
    }

    /** What the operator sent that was not a question. */
    List<String> writes() {
        return writes;
    }

    void restartOperator() {
        stopOperator();
        operator = start();
    }

    void stopOperator() {
        operator.close();
    }

    void startOperator() {
        operator = start();
    }

    private OperatorProcess start() {
        return OperatorProcess.start(client, namespaces, Optional.of(nodeImage));
    }

    @Override
    public void close() {
        operator.close();
        client.close();
        shop.deleteEverything();
    }
}
