package io.stockcluster.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.function.BooleanSupplier;

/** The two clients of an operator. */
final class Clients {

    /** So short that several attempts fit in the time that a holder has to renew the Lease. */
    private static final int MILLIS = 3_000;

    private Clients() {}

    /** For Leases and for the question whether the API server answers: it does not try again by itself. */
    static KubernetesClient impatient() {
        return new KubernetesClientBuilder()
                .withConfig(impatient(new ConfigBuilder().build()))
                .build();
    }

    static Config impatient(Config config) {
        return new ConfigBuilder(config)
                .withRequestTimeout(MILLIS)
                .withConnectionTimeout(MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    /** For everything else. It sends nothing that changes anything when it is not this operator's turn. */
    static KubernetesClient fenced(BooleanSupplier turn) {
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(lean())
                .withHttpClientBuilderConsumer(builder -> fence(builder, turn))
                .build();
    }

    /**
     * Who manages which field is not read into memory: Kubernetes needs it, the operator never asks, and as objects it takes
     * more room than all the rest of what the watches keep.
     */
    static KubernetesSerialization lean() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
        return new KubernetesSerialization(mapper, true);
    }

    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}

    static void fence(HttpClient.Builder builder, BooleanSupplier turn) {
        builder.addOrReplaceInterceptor("turn", new Interceptor() {
            @Override
            public void before(BasicBuilder ignored, HttpRequest request, RequestTags tags) {
                if (!request.method().equals("GET") && !turn.getAsBoolean()) {
                    throw new KubernetesClientException("Not sent, since it is no longer this operator's turn: "
                            + request.method() + " " + request.uri().getPath());
                }
            }
        });
    }
}
