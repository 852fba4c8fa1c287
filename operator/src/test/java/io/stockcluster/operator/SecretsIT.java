package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets of the user's, which carry no label of the operator's, on a real Kubernetes. */
@ExtendWith(OnKubernetes.class)
class SecretsIT {

    private static final String WITH_SECRETS = """
            {auth: {publicKeySecret: {name: keys}},
             actors: {podTemplate: {env: [{name: OTHER, valueFrom: {secretKeyRef: {name: other, key: entry}}}]}}}""";

    private RealKubernetes kubernetes;
    private StaffedShop staffed;
    private Shop shop;

    @BeforeEach
    void open(RealKubernetes kubernetes) {
        this.kubernetes = kubernetes;
        staffed = StaffedShop.open(kubernetes, "stock-node:none");
        shop = staffed.shop();
    }

    @AfterEach
    void close() {
        staffed.close();
    }

    @Test
    void aNewContentIsAReasonToReplaceThePodsThatReadItAndNoOthers() {
        secret("keys", "public.pem", "one");
        secret("other", "entry", "one");
        shop.apply("demo", WITH_SECRETS);
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(told("demo-http")).startsWith("keys/public.pem="));
        String http = told("demo-http");
        String actors = told("demo-actors");

        secret("keys", "public.pem", "two");

        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(told("demo-http")).isNotEqualTo(http));
        assertThat(told("demo-actors")).isEqualTo(actors);

        secret("other", "another-entry", "three");
        secret("other", "entry", "two");
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(told("demo-actors"))
                        .startsWith("other/entry=")
                        .isNotEqualTo(actors));
    }

    @Test
    void oneThatIsTakenAwayReplacesNothing() {
        secret("keys", "public.pem", "one");
        secret("other", "entry", "one");
        shop.apply("demo", WITH_SECRETS);
        shop.awaitTold("demo", "ErrImageNeverPull");
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(told("demo-http")).contains("="));
        String http = told("demo-http");

        kubernetes
                .admin()
                .secrets()
                .inNamespace(shop.namespace())
                .withName("keys")
                .delete();
        staffed.restartOperator();

        await().during(Duration.ofSeconds(5))
                .atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(told("demo-http")).isEqualTo(http));
    }

    private void secret(String name, String entry, String value) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(shop.namespace())
                .endMetadata()
                .withStringData(Map.of(entry, value))
                .build();
        kubernetes.admin().resource(secret).forceConflicts().serverSideApply();
    }

    private String told(String set) {
        return shop.get(StatefulSet.class, set)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .getOrDefault("stockcluster.io/secrets", "");
    }
}
