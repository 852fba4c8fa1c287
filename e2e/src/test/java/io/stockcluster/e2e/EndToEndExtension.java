package io.stockcluster.e2e;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes the one cluster for all scenarios, hands it to them, and keeps what tells why one failed. */
final class EndToEndExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(EndToEndExtension.class);

    /** Asked, and said, once. */
    private static final class Engine {

        private static final boolean THERE = Command.succeeds("docker", "info");

        static {
            if (!THERE) {
                System.out.println("No Docker engine answers 'docker info': the scenarios on k3s are skipped.");
            }
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Engine.THERE
                ? ConditionEvaluationResult.enabled("a Docker engine answers")
                : ConditionEvaluationResult.disabled("no Docker engine answers");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stock.class;
    }

    @Override
    public Stock resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context)
                .computeIfAbsent(World.class, key -> World.attempted(), World.class)
                .stock();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        World world = store(context).get(World.class, World.class);
        if (context.getExecutionException().isPresent() && world != null && world.failure.isEmpty()) {
            Evidence.keep(
                    world.stock().cluster(), context.getRequiredTestMethod().getName());
        }
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    /**
     * What all scenarios share; JUnit closes it after the last one. Where it could not be made, every scenario fails for
     * that reason at once, and none waits for the same failure again.
     */
    private record World(Optional<Stock> made, Optional<RuntimeException> failure) implements AutoCloseable {

        static World attempted() {
            try {
                return new World(Optional.of(make()), Optional.empty());
            } catch (RuntimeException e) {
                return new World(Optional.empty(), Optional.of(e));
            }
        }

        private static Stock make() {
            Path images = Images.archive();
            Cluster cluster = K3s.started(Stock.NODE_PORT);
            try {
                cluster.load(images);
                Chart.install(cluster);
                return Stock.applied(cluster, Project.ROOT.resolve("examples/small.yaml"));
            } catch (RuntimeException e) {
                Evidence.keep(cluster, "installation");
                cluster.close();
                throw e;
            }
        }

        Stock stock() {
            return made.orElseThrow(
                    () -> new IllegalStateException("There is nothing to try scenarios on", failure.orElseThrow()));
        }

        @Override
        public void close() {
            made.map(Stock::cluster).ifPresent(Cluster::close);
        }
    }
}
