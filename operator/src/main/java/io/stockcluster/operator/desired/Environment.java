package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.stockcluster.crds.v1.Auth;
import io.stockcluster.crds.v1.StockCluster;
import java.util.ArrayList;
import java.util.List;

/** A node's settings, as environment variables. */
final class Environment {

    private Environment() {}

    static List<EnvVar> common(StockCluster cluster, Component component, Copying copying) {
        Names names = Names.of(cluster);
        List<EnvVar> environment = new ArrayList<>(List.of(
                value("NODE_ROLE", component.label()),
                podName(),
                value("CLUSTER_NAME", cluster.name()),
                value("CLUSTER_SEEDS", names.actors() + "." + cluster.namespace() + ".svc")));
        environment.addAll(copying.environment());
        environment.add(secret("MANAGEMENT_TOKEN", names.managementToken(), SecretEntries.TOKEN));
        return environment;
    }

    /**
     * How long a node may take to stop: a little less than Kubernetes gives its pod, so that it still says what it leaves
     * behind before it is killed.
     */
    static EnvVar stopTimeout(int graceSeconds) {
        int farewell = Math.max(5, graceSeconds / 30);
        return value("NODE_STOP_TIMEOUT", graceSeconds - farewell + "s");
    }

    static List<EnvVar> tokens(StockCluster cluster) {
        Auth auth = cluster.wanted().auth();
        List<EnvVar> environment = new ArrayList<>();
        environment.add(value("AUTH_MODE", auth.mode()));
        if (auth.jwksUrl() != null) {
            environment.add(value("AUTH_JWKS_URL", auth.jwksUrl()));
        }
        if (auth.publicKeySecret() != null) {
            environment.add(secret(
                    "AUTH_PUBLIC_KEY",
                    auth.publicKeySecret().name(),
                    auth.publicKeySecret().key()));
        }
        if (auth.needsKeyPair()) {
            environment.add(secret("AUTH_PUBLIC_KEY", Names.of(cluster).signingKey(), SecretEntries.PUBLIC_KEY));
        }
        if (auth.issuer() != null) {
            environment.add(value("AUTH_ISSUER", auth.issuer()));
        }
        environment.add(value("AUTH_AUDIENCE", auth.audience()));
        return environment;
    }

    static EnvVar value(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    /** With the API version that Kubernetes would fill in: without it, what is there never equals what is wanted. */
    private static EnvVar podName() {
        return new EnvVarBuilder()
                .withName("NODE_NAME")
                .withNewValueFrom()
                .withNewFieldRef("v1", "metadata.name")
                .endValueFrom()
                .build();
    }

    private static EnvVar secret(String name, String secret, String entry) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(entry, secret, false)
                .endValueFrom()
                .build();
    }
}
