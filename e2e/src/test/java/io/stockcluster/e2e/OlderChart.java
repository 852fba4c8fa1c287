package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The chart as it may have been before: its definition lacks a field, and describes another in other words. */
final class OlderChart {

    private static final String NEW_FIELD = "imagePullPolicy";

    private OlderChart() {}

    static Path made() {
        Path chart = Project.ROOT.resolve("e2e/target/older-chart");
        copy(Project.CHART, chart);
        var yaml = new KubernetesSerialization();
        var definition = yaml.unmarshal(Manifests.text(Manifests.DEFINITION), CustomResourceDefinition.class);
        fields(definition).remove(NEW_FIELD);
        fields(definition).get("image").setDescription("Which image.");
        write(chart.resolve(Project.CHART.relativize(Manifests.DEFINITION)), yaml.asYaml(definition));
        return chart;
    }

    /** Whether the definition that is installed is the older one. */
    static boolean hasDefined(Cluster cluster) {
        return !fields(cluster.client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("stockclusters.stockcluster.io")
                        .require())
                .containsKey(NEW_FIELD);
    }

    private static Map<String, JSONSchemaProps> fields(CustomResourceDefinition definition) {
        return definition
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("spec")
                .getProperties();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(to.resolve(from.relativize(file)), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
