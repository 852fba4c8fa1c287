package io.stockcluster.actors;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ACTORS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.stockcluster.actors");

    private static final DescribedPredicate<JavaClass> FORM =
            resideInAPackage("com.hazelcast.nio.serialization.compact..").as("how objects travel");

    @Test
    void the_library_knows_no_stock_no_http_and_no_kubernetes() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.stockcluster.node..", "io.helidon..", "io.fabric8..", "com.fasterxml..")
                .check(ACTORS);
    }

    @Test
    void only_the_actor_system_goes_through_the_engines_door() {
        noClasses()
                .that()
                .resideInAPackage("io.stockcluster.actors")
                .and()
                .doNotHaveSimpleName("ActorSystem")
                .should()
                .dependOnClassesThat(resideInAPackage("io.stockcluster.actors.engine"))
                .check(ACTORS);
        classes()
                .that()
                .resideInAPackage("io.stockcluster.actors.engine")
                .and()
                .areTopLevelClasses()
                .and(DescribedPredicate.not(simpleName("Engine")))
                .should()
                .notBePublic()
                .check(ACTORS);
    }

    @Test
    void what_applications_see_shows_nothing_of_hazelcast_but_how_objects_travel() {
        noClasses()
                .that()
                .resideInAPackage("io.stockcluster.actors")
                .should()
                .dependOnClassesThat(resideInAPackage("com.hazelcast..").and(DescribedPredicate.not(FORM)))
                .check(ACTORS);
    }
}
