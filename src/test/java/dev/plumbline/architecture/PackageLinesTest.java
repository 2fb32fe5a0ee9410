package dev.plumbline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.plumbline.junit.EphemeralOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lines between the rooms of docs/architecture.md: what a package may not know. */
class PackageLinesTest {
    private static final String ROOT = "dev.plumbline.";
    private static final String[] CORE = {
        ROOT + "environment..",
        ROOT + "platform..",
        ROOT + "chart..",
        ROOT + "helm..",
        ROOT + "cluster..",
        ROOT + "deploy..",
        ROOT + "readiness.."
    };
    /** A ratchet: what the core has today and a little air; half of it validates environments and judges readiness. */
    private static final int CORE_LINES = 8_000;
    /** Blank lines, comments, imports and lone brackets. */
    private static final String NO_CODE = "\\s*((//|/\\*|\\*|import |package ).*|[})\\];]*)";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plumbline");

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("dev.plumbline");
    private static final Set<String> STARTS_OR_DESTROYS = Set.of(
            "EphemeralPlatform.empty",
            "EphemeralPlatform.deployed",
            "LocalCluster.start",
            "LocalCluster.remove",
            "Installation.destroy",
            "Installation.sweep");

    @Test
    void roomsFormNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void environmentKnowsNeitherKubernetesNorHelm() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "environment..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "com.marcnuri..")
                .check(PRODUCT);
    }

    @Test
    void platformIsPure() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8.kubernetes.client..", ROOT + "cluster..", ROOT + "helm..", "java.net.http..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheHelmRoomKnowsHelm() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "helm..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.marcnuri..")
                .check(PRODUCT);
    }

    @Test
    void helmDoesNotKnowThePlatform() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "helm..", ROOT + "readiness..", ROOT + "cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "platform..")
                .check(PRODUCT);
    }

    @Test
    void theCoreKnowsNoneOfTheRoomsAroundIt() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "observe..",
                        ROOT + "snapshot..",
                        ROOT + "drift..",
                        ROOT + "removal..",
                        ROOT + "status..",
                        ROOT + "review..",
                        ROOT + "inputs..",
                        ROOT + "iam..",
                        ROOT + "preflight..",
                        ROOT + "ground..",
                        "software.amazon..",
                        ROOT + "diagnose..",
                        ROOT + "report..",
                        ROOT + "assertions..",
                        ROOT + "junit..",
                        ROOT + "local..",
                        ROOT + "harness..",
                        ROOT + "cli..",
                        "org.junit..",
                        "org.assertj..",
                        "org.testcontainers..",
                        "picocli..")
                .check(PRODUCT);
    }

    @Test
    void iamKnowsOfKubernetesOnlyServiceAccounts() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "iam..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8..",
                        ROOT + "cluster..",
                        ROOT + "platform..",
                        ROOT + "environment..",
                        ROOT + "observe..",
                        ROOT + "deploy..")
                .check(PRODUCT);
    }

    @Test
    void whoLooksForCausesKnowsNeitherTestsNorChecks() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "diagnose..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..", "org.assertj..", ROOT + "junit..", ROOT + "assertions..", ROOT + "local..")
                .check(PRODUCT);
    }

    @Test
    void theAccountIsLookedAtWithoutTheClusterAndTheClusterWithoutTheAccount() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "preflight..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", ROOT + "cluster..", ROOT + "deploy..", ROOT + "ground..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "ground..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", ROOT + "local..", "org.junit..")
                .check(PRODUCT);
    }

    @Test
    void nobodyKnowsTheCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "cli..", "picocli..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheLocalRoomKnowsContainers() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
                .check(PRODUCT);
    }

    @Test
    void nothingIsKeptInStatics() {
        noFields()
                .that()
                .areStatic()
                .should()
                .notBeFinal()
                .because("state belongs to objects that somebody creates and closes")
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .that()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Handler|Misc|Common)")
                .check(PRODUCT);
    }

    /** Who starts a cluster may do what it likes with it; on any other one such a test is refused. */
    @Test
    void testsThatKillOrDestroyRunOnClustersOfTheirOwnOnly() {
        classes()
                .that()
                .areNotAnnotatedWith(EphemeralOnly.class)
                .and()
                .areTopLevelClasses()
                .and()
                .containAnyMethodsThat(areTests())
                .should(notReachForAClusterOfTheRun())
                .because("tests on clusters of the run carry @EphemeralOnly")
                .check(TESTS);
    }

    private static DescribedPredicate<JavaMethod> areTests() {
        return DescribedPredicate.describe(
                "are tests", method -> method.isMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable"));
    }

    private static ArchCondition<JavaClass> notReachForAClusterOfTheRun() {
        return new ArchCondition<>("be in lifecycle, start a cluster, or destroy a platform") {
            @Override
            public void check(JavaClass test, ConditionEvents events) {
                boolean starts = test.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> STARTS_OR_DESTROYS.contains(
                                call.getTargetOwner().getSimpleName() + "."
                                        + call.getTarget().getName()));
                if (starts || test.getPackageName().equals(ROOT + "lifecycle")) {
                    events.add(SimpleConditionEvent.violated(
                            test, test.getName() + " needs @EphemeralOnly: it may kill or destroy what it deploys to"));
                }
            }
        };
    }

    @Test
    void theCoreStaysSmall() throws IOException {
        long lines = 0;
        for (String room : List.of("environment", "platform", "chart", "helm", "cluster", "deploy", "readiness")) {
            lines += linesOf(Path.of("src/main/java/dev/plumbline", room));
        }
        assertThat(lines).isBetween(1L, (long) CORE_LINES);
    }

    private static long linesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long lines = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                lines += Files.readAllLines(file).stream()
                        .filter(line -> !line.matches(NO_CODE))
                        .count();
            }
            return lines;
        }
    }
}
