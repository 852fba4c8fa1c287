package io.stockcluster.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
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
        return world(context).stock();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> {
            String scenario = context.getRequiredTestMethod().getName();
            Evidence.keep(world(context).stock().cluster(), scenario);
        });
    }

    private static World world(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(World.class, key -> World.made(), World.class);
    }

    /** JUnit closes it after the last test. */
    private record World(Stock stock) implements AutoCloseable {

        static World made() {
            Path images = Images.archive();
            Cluster cluster = K3s.started(Stock.NODE_PORT);
            try {
                cluster.load(images);
                Chart.install(cluster);
                return new World(Stock.applied(cluster, Project.ROOT.resolve("examples/small.yaml")));
            } catch (RuntimeException e) {
                Evidence.keep(cluster, "installation");
                cluster.close();
                throw e;
            }
        }

        @Override
        public void close() {
            stock.cluster().close();
        }
    }
}
