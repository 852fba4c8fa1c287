package io.stockcluster.e2e;

import io.stockcluster.traffic.Audit;
import io.stockcluster.traffic.Figures;
import io.stockcluster.traffic.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes the one cluster for all scenarios, puts it under load, and keeps what tells how each scenario went. */
final class EndToEndExtension implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(EndToEndExtension.class);
    private static final int CLIENTS = 4;
    private static final String ADMINISTRATOR = "System Administrator";
    private static final String CLERK = "Store Stock Controller";
    private static final Report REPORT = new Report(Provider.chosen().name());

    /** A scenario that runs, and the shards as the nodes saw them before it. */
    private record Run(Instant begun, Load load, Map<String, String> shards) {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Provider provider = Provider.chosen();
        Optional<String> missing = provider.missing();
        if (missing.isPresent()) {
            if (context.getTestMethod().isEmpty()) {
                REPORT.leftOut(context.getDisplayName(), missing.get());
            }
            return ConditionEvaluationResult.disabled(missing.get());
        }
        return context.getTestMethod()
                .map(method -> method.getAnnotation(Needs.class))
                .flatMap(needs -> Stream.of(needs.value())
                        .flatMap(ability -> provider.unable(ability).stream())
                        .findFirst())
                .map(why -> {
                    REPORT.leftOut(name(context), why);
                    return ConditionEvaluationResult.disabled(why);
                })
                .orElseGet(() -> ConditionEvaluationResult.enabled(provider.name()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stock.class || type == Load.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stock.class
                ? world(context).stock()
                : store(context).get(Run.class, Run.class).load();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Stock stock = world(context).stock();
        stock.awaitReady();
        Load load = Load.start(
                stock.api(ADMINISTRATOR),
                stock.api(CLERK),
                "Shop-" + context.getRequiredTestMethod().getName(),
                CLIENTS);
        store(context).put(Run.class, new Run(Instant.now(), load, Evidence.shards(stock.cluster())));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Run run = store(context).get(Run.class, Run.class);
        World world = world(context);
        if (world.failure.isPresent() || run == null) {
            REPORT.failed(name(context), Duration.ZERO, Figures.NONE, 0, "There was no cluster to run it on");
            return;
        }
        Duration took = Duration.between(run.begun, Instant.now());
        run.load.stop();
        Audit audit = run.load.audit();
        Figures figures = run.load.total();
        Optional<String> ledger = Optional.of(audit.wrong())
                .filter(wrong -> !wrong.isEmpty())
                .map(wrong -> "The ledger is wrong: " + wrong);
        String failure = Stream.of(context.getExecutionException().map(Throwable::toString), ledger)
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        if (failure.isEmpty()) {
            REPORT.passed(name(context), took, figures, audit.applied());
        } else {
            REPORT.failed(name(context), took, figures, audit.applied(), failure);
            Evidence.keep(world.stock().cluster(), name(context), run.shards);
        }
        ledger.ifPresent(wrong -> {
            throw new AssertionError(wrong);
        });
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private static World world(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(World.class, key -> World.attempted(), World.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
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
            Cluster cluster = Provider.chosen().start();
            try {
                Stock stock = Stock.small(cluster, "small", Stock.NODE_PORT);
                stock.awaitSigningKey();
                // Each token takes a while to make, and the pods to start.
                List.of(ADMINISTRATOR, CLERK).forEach(stock::api);
                return stock;
            } catch (RuntimeException e) {
                Evidence.keep(cluster, "installation", Map.of());
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
