package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the project, as it is. On the small one all other scenarios run, the minimal one has its own. */
@EndToEnd
class ExamplesIT {

    static List<String> examples() {
        try (Stream<Path> files = Files.list(Project.ROOT.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("small.yaml") && !name.equals("minimal.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What examples name, and a user has made before. */
    private static void beforehand(KubernetesClient client) {
        for (String secret : List.of("registry", "truststore")) {
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName(secret)
                            .withNamespace("default")
                            .endMetadata()
                            .withStringData(Map.of("truststore.p12", ""))
                            .build())
                    .createOr(existing -> existing.update());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    @Needs(Ability.STAGE)
    void becomes_ready_as_it_is(String example, Stock stock) {
        beforehand(stock.cluster().client());

        Stock itself = Stock.withAllBeside(
                stock.cluster(), Project.ROOT.resolve("examples").resolve(example));
        itself.awaitReady();

        assertThat(itself.actorPods())
                .hasSize(itself.now().at("/spec/actors/replicas").asInt(3));
        itself.delete();
    }
}
