package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Collectors;

/** What the examples take for granted, since whoever applies them has it. What was there already stays. */
final class Beforehand {

    private final SelfSigned locations = SelfSigned.of("locations.internal");
    private final SelfSigned shop = SelfSigned.of("stock.example.com");
    private final Deque<Resource<? extends HasMetadata>> made = new ArrayDeque<>();

    void make(KubernetesClient client) {
        makeAll(client, text("/beforehand.yaml"));
        make(client, secret("truststore", "Opaque", Map.of("truststore.p12", locations.trustStore())));
        make(client, secret("registry", "kubernetes.io/dockerconfigjson", Map.of(".dockerconfigjson", login())));
        make(
                client,
                secret(
                        "stock-example-com",
                        "kubernetes.io/tls",
                        Map.of("tls.crt", shop.pem(), "tls.key", shop.keyPem())));
    }

    /** Behind a certificate that is trusted by the trust store alone. */
    void makeLocationApi(KubernetesClient client) {
        makeAll(
                client,
                text("/location-api.yaml")
                        .replace("KEYS", base64(locations.keyStore()))
                        .replace("PROGRAM", base64(file("LocationApi.class")))
                        .replace("IMAGE", Images.tagged(Images.OPERATOR)));
    }

    private void makeAll(KubernetesClient client, String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> make(client, object));
    }

    private void make(KubernetesClient client, HasMetadata object) {
        Resource<? extends HasMetadata> resource = client.resource(object);
        if (resource.get() == null) {
            made.push(resource);
            resource.create();
        }
    }

    /** The last first. */
    void remove() {
        made.forEach(Resource::delete);
        made.clear();
    }

    private static byte[] login() {
        return "{\"auths\": {\"registry.example.com\": {\"auth\": \"%s\"}}}"
                .formatted(base64("stock:secret".getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Secret secret(String name, String type, Map<String, byte[]> entries) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withType(type)
                .withData(entries.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> base64(entry.getValue()))))
                .build();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String text(String file) {
        return new String(file(file), StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) {
        try (InputStream file = Beforehand.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
