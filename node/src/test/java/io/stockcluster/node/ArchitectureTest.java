package io.stockcluster.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

    private static void knowsOnlyItself(String room) {
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage(NODE).and(not(resideInAPackage(room))))
                .check(classes);
    }
}
