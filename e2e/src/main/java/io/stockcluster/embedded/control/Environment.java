package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.stockcluster.embedded.api.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A container's environment: what stands in the pod, in Secrets and in ConfigMaps. */
final class Environment {

    private final Typed objects;
    private final Pod pod;
    private final String address;

    Environment(Typed objects, Pod pod, String address) {
        this.objects = objects;
        this.pod = pod;
        this.address = address;
    }

    /** @throws CannotStart something that it names is not there */
    Map<String, String> resolve() throws CannotStart {
        var container = pod.getSpec().getContainers().getFirst();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOSTNAME", Pods.name(pod));
        for (EnvFromSource source : container.getEnvFrom()) {
            String prefix = Optional.ofNullable(source.getPrefix()).orElse("");
            entries(source).forEach((name, value) -> environment.put(prefix + name, value));
        }
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() == null) {
                environment.put(variable.getName(), Objects.requireNonNullElse(variable.getValue(), ""));
            } else {
                value(variable.getValueFrom()).ifPresent(value -> environment.put(variable.getName(), value));
            }
        }
        return environment;
    }

    private Map<String, String> entries(EnvFromSource source) throws CannotStart {
        if (source.getSecretRef() != null) {
            var reference = source.getSecretRef();
            return secret(reference.getName(), reference.getOptional());
        }
        var reference = source.getConfigMapRef();
        return configMap(reference.getName(), reference.getOptional());
    }

    private Optional<String> value(EnvVarSource source) throws CannotStart {
        if (source.getFieldRef() != null) {
            return Optional.of(field(source.getFieldRef().getFieldPath()));
        }
        if (source.getSecretKeyRef() != null) {
            var reference = source.getSecretKeyRef();
            var entries = secret(reference.getName(), reference.getOptional());
            return entry(entries, reference.getKey(), "secret", reference.getName(), reference.getOptional());
        }
        if (source.getConfigMapKeyRef() != null) {
            var reference = source.getConfigMapKeyRef();
            var entries = configMap(reference.getName(), reference.getOptional());
            return entry(entries, reference.getKey(), "configmap", reference.getName(), reference.getOptional());
        }
        return Optional.empty();
    }

    private String field(String path) throws CannotStart {
        return switch (path) {
            case "metadata.name" -> Pods.name(pod);
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.uid" -> Pods.uid(pod);
            case "spec.nodeName" -> ControlPlane.NODE;
            case "status.podIP", "status.hostIP" -> address;
            default -> throw new CannotStart("CreateContainerConfigError", "no field " + path + " is known here");
        };
    }

    private static Optional<String> entry(
            Map<String, String> entries, String key, String kind, String name, Boolean optional) throws CannotStart {
        if (!entries.containsKey(key) && !Boolean.TRUE.equals(optional)) {
            throw new CannotStart(
                    "CreateContainerConfigError", "couldn't find key %s in %s %s".formatted(key, kind, name));
        }
        return Optional.ofNullable(entries.get(key));
    }

    private Map<String, String> secret(String name, Boolean optional) throws CannotStart {
        Map<String, String> entries = new LinkedHashMap<>();
        objects.find(Kind.SECRET, pod.getMetadata().getNamespace(), name, Secret.class)
                .or(() -> Boolean.TRUE.equals(optional) ? Optional.of(new Secret()) : Optional.empty())
                .orElseThrow(() -> new CannotStart("CreateContainerConfigError", "secret \"" + name + "\" not found"))
                .getData()
                .forEach((key, value) ->
                        entries.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return entries;
    }

    private Map<String, String> configMap(String name, Boolean optional) throws CannotStart {
        return objects.find(Kind.CONFIG_MAP, pod.getMetadata().getNamespace(), name, ConfigMap.class)
                .or(() -> Boolean.TRUE.equals(optional) ? Optional.of(new ConfigMap()) : Optional.empty())
                .orElseThrow(
                        () -> new CannotStart("CreateContainerConfigError", "configmap \"" + name + "\" not found"))
                .getData();
    }
}
