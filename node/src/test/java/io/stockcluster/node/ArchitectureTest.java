package io.stockcluster.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String NODE = "io.stockcluster.node..";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.stockcluster.node");
    }

    @Test
    void stockKnowsNothingElseOfTheNode() {
        knowsOnlyItself("io.stockcluster.node.stock..");
    }

    @Test
    void locationsKnowNothingElseOfTheNode() {
        knowsOnlyItself("io.stockcluster.node.locations..");
    }

    @Test
    void stockKnowsNoClockAndNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.stockcluster.node.stock..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon..", "java.net.http..", "com.fasterxml..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(classes);
    }

    @Test
    void onlyTheRootKnowsTheApiTheManagementAndTheTelemetry() {
        for (String room : new String[] {"http", "management", "telemetry"}) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.stockcluster.node", "io.stockcluster.node." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.stockcluster.node." + room + "..")
                    .check(classes);
        }
    }

    @Test
    void theApiKnowsWhatItServesAndNothingElse() {
        knowsOnly("http", "access", "config", "delivery", "locations", "stock", "web");
    }

    @Test
    void theManagementKnowsTheSettingsAndTheWebOnly() {
        knowsOnly("management", "config", "web");
    }

    @Test
    void deliveriesKnowThePotsOnly() {
        knowsOnly("delivery", "stock");
    }

    @Test
    void accessAndLoggingKnowTheSettingsOnly() {
        knowsOnly("access", "config");
        knowsOnly("logging", "config");
        knowsOnly("web", "logging");
        knowsOnly("config");
    }

    @Test
    void telemetryKnowsWhatItWatches() {
        knowsOnly("telemetry", "locations", "logging", "web");
    }

    @Test
    void onlyTelemetryKnowsMicrometerAndOpenTelemetry() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.stockcluster.node.telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.opentelemetry..", "io.prometheus..")
                .check(classes);
    }

    @Test
    void onlyTheWebKnowsHelidon() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.stockcluster.node.web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(classes);
    }

    private static void knowsOnly(String room, String... others) {
        String[] allowed = Stream.concat(Stream.of(room), Stream.of(others))
                .map(name -> "io.stockcluster.node." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.stockcluster.node." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(NODE).and(not(resideInAnyPackage(allowed))))
                .check(classes);
    }

    private static void knowsOnlyItself(String room) {
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage(NODE).and(not(resideInAPackage(room))))
                .check(classes);
    }
}
