package io.stockcluster.operator;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why pods do not start, as a real scheduler and a real kubelet say it. */
@ExtendWith(OnKubernetes.class)
class PodTroubleOnKubernetesIT {

    private StaffedShop staffed;
    private Shop shop;

    @BeforeEach
    void open(RealKubernetes kubernetes) {
        staffed = StaffedShop.open(kubernetes, "stock-node:nobody-has-this");
        shop = staffed.shop();
    }

    @AfterEach
    void close() {
        staffed.close();
    }

    @Test
    void aPodThatNoMachineHasRoomForWaitsWithTheSchedulersWords() {
        shop.apply("demo", "{actors: {resources: {requests: {cpu: '1000'}}}}");

        shop.awaitTold("demo", "demo-actors-0 finds no machine: 0/1 nodes are available: 1 Insufficient cpu");
    }

    @Test
    void aProgramThatEndsSaysWhyInItsLastLine(RealKubernetes kubernetes) throws IOException, InterruptedException {
        String image = kubernetes.imageThatFails("There is no cellar for this stock");
        shop.apply("demo", "{image: '%s'}".formatted(image));

        shop.awaitTold("demo", "demo-actors-0 ends with exit code 1 (Error): There is no cellar for this stock");
    }

    @Test
    void anImageThatCannotBePulledIsNamed() {
        shop.apply("demo", "{imagePullPolicy: Always, image: 'registry.invalid/stock:1'}");

        shop.awaitTold("demo", "demo-actors-0 cannot pull the image registry.invalid/stock:1 (ImagePullBackOff)");
    }
}
