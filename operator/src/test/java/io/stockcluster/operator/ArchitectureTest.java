package io.stockcluster.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may call which; the arrows point from what does to what decides. */
@AnalyzeClasses(packages = "io.stockcluster.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.stockcluster.operator";
    private static final String CLIENT = "io.fabric8.kubernetes.client..";
    private static final String FRAMEWORK = "io.javaoperatorsdk..";

    @ArchTest
    static final ArchRule whatIsDesiredIsPure = noClasses()
            .that()
            .resideInAPackage(ROOT + ".desired..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CLIENT,
                    FRAMEWORK,
                    "java.time..",
                    "java.security..",
                    ROOT + ".observe..",
                    ROOT + ".act..",
                    ROOT + ".status..");

    @ArchTest
    static final ArchRule theStatusIsPure = noClasses()
            .that()
            .resideInAPackage(ROOT + ".status..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, FRAMEWORK, ROOT + ".act..");

    @ArchTest
    static final ArchRule theStatusIsToldTheTime = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".status..", ROOT + ".desired..")
            .should()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule observingActsOnNothing = noClasses()
            .that()
            .resideInAPackage(ROOT + ".observe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, ROOT + ".act..", ROOT + ".status..");

    @ArchTest
    static final ArchRule onlyActWrites = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".act..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8.kubernetes.client.dsl.base..");

    @ArchTest
    static final ArchRule stepsDoNotCallTheReconcilerBack =
            classes().that().resideInAPackage(ROOT).should().onlyBeAccessed().byAnyPackage(ROOT);
}
