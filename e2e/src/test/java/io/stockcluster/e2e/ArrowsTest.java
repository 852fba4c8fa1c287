package io.stockcluster.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which module may know which. What a module may do with its own packages, its own tests say. */
class ArrowsTest {

    private static final String[] HAZELCAST_INSIDE = {
        "com.hazelcast.internal..",
        "com.hazelcast.instance.impl..",
        "com.hazelcast.spi.impl..",
        "com.hazelcast.map.impl.."
    };

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.stockcluster");

    @Test
    void the_engine_knows_neither_stock_nor_http_nor_kubernetes() {
        classes()
                .that()
                .resideInAPackage("io.stockcluster.actors..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.stockcluster.actors..", "java..", "com.hazelcast..")
                .check(PROJECT);
    }

    @Test
    void only_the_engine_knows_the_inside_of_hazelcast() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.stockcluster.actors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HAZELCAST_INSIDE)
                .check(PROJECT);
    }

    @Test
    void a_node_knows_nothing_of_kubernetes() {
        noClasses()
                .that()
                .resideInAPackage("io.stockcluster.node..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8..", "io.javaoperatorsdk..", "io.stockcluster.crds..", "io.stockcluster.operator..")
                .check(PROJECT);
    }

    @Test
    void the_operator_shares_no_code_with_a_node() {
        noClasses()
                .that()
                .resideInAnyPackage("io.stockcluster.operator..", "io.stockcluster.crds..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.stockcluster.node..", "io.stockcluster.actors..", "com.hazelcast..", "io.helidon..")
                .check(PROJECT);
    }

    @Test
    void the_resource_knows_nothing_of_its_operator() {
        noClasses()
                .that()
                .resideInAPackage("io.stockcluster.crds..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.stockcluster.operator..", "io.javaoperatorsdk..")
                .check(PROJECT);
    }
}
