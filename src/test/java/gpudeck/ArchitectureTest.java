package gpudeck;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.origin;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import javafx.collections.FXCollections;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "gpudeck", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule LAYERS =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("domain")
                    .definedBy("gpudeck.domain..")
                    .layer("cloud")
                    .definedBy("gpudeck.cloud..")
                    .layer("ssh")
                    .definedBy("gpudeck.ssh..")
                    .layer("store")
                    .definedBy("gpudeck.store..")
                    .layer("engine")
                    .definedBy("gpudeck.engine..")
                    .layer("viewmodel")
                    .definedBy("gpudeck.viewmodel..")
                    .layer("view")
                    .definedBy("gpudeck.view..")
                    .layer("cli")
                    .definedBy("gpudeck.cli..")
                    .layer("sim")
                    .definedBy("gpudeck.sim..")
                    .layer("app")
                    .definedBy("gpudeck.app..")
                    .whereLayer("app")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("cli")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("sim")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("sim")
                    .mayNotAccessAnyLayer()
                    .whereLayer("view")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("viewmodel")
                    .mayOnlyBeAccessedByLayers("view", "app")
                    .whereLayer("engine")
                    .mayOnlyBeAccessedByLayers("viewmodel", "cli", "app")
                    .whereLayer("cloud")
                    .mayOnlyBeAccessedByLayers("engine", "app")
                    .whereLayer("ssh")
                    .mayOnlyBeAccessedByLayers("engine", "app")
                    .whereLayer("store")
                    .mayOnlyBeAccessedByLayers("engine", "viewmodel", "cli", "app");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("gpudeck.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_DOMAIN_NEEDS_ONLY_JAVA =
            noClasses()
                    .that()
                    .resideInAPackage("gpudeck.domain..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages("gpudeck.domain..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule ONLY_THE_WINDOW_KNOWS_JAVAFX =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "gpudeck.viewmodel..", "gpudeck.view..", "gpudeck.app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx..");

    @ArchTest
    static final ArchRule VIEW_MODELS_NEED_NO_TOOLKIT =
            noClasses()
                    .that()
                    .resideInAPackage("gpudeck.viewmodel..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "javafx.scene..",
                            "javafx.stage..",
                            "javafx.application..",
                            "javafx.concurrent..");

    @ArchTest
    static final ArchRule ONLY_APP_OWNS_THE_UI_THREAD =
            noClasses()
                    .that()
                    .resideInAPackage("gpudeck.view..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx.concurrent..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("javafx.application.Platform");

    @ArchTest static final ArchRule HTTP = library("okhttp3..", "gpudeck.cloud..");

    @ArchTest
    static final ArchRule SSH =
            library("net.schmizz..", "gpudeck.ssh.sshj..", "gpudeck.ssh.keys..");

    @ArchTest static final ArchRule SQL = library("java.sql..", "gpudeck.store..");
    @ArchTest static final ArchRule SSH_SERVER = library("org.apache.sshd..", "gpudeck.sim..");

    @ArchTest
    static final ArchRule CONNECTIONS_ARE_MADE_IN_ONE_PLACE =
            library("gpudeck.ssh.sshj..", "gpudeck.ssh.sshj..");

    @ArchTest
    static final ArchRule A_CONNECTION_KNOWS_NOTHING_OF_ITS_USES =
            noClasses()
                    .that()
                    .resideInAPackage("gpudeck.ssh")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("gpudeck.ssh.*..");

    @ArchTest
    static final ArchRule NO_CYCLES_OVER_SSH =
            slices().matching("gpudeck.ssh.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule KEYRING =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("gpudeck.store.keys..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.github.javakeyring..", "com.sun.jna..")
                    .because("its libraries are not loaded before a key is kept or read");

    @ArchTest static final ArchRule ARGUMENTS = library("picocli..", "gpudeck.cli..");

    @ArchTest
    static final ArchRule JSON =
            library(
                    "com.fasterxml.jackson..",
                    "gpudeck.cloud..",
                    "gpudeck.store..",
                    "gpudeck.ssh.lock..",
                    "gpudeck.sim..",
                    "gpudeck.cli..");

    @ArchTest
    static final ArchRule NO_PRINTLN =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("gpudeck.app..")
                    .should(
                            com.tngtech.archunit.lang.conditions.ArchConditions.accessField(
                                            System.class, "out")
                                    .as("use standard streams"))
                    .orShould(
                            com.tngtech.archunit.lang.conditions.ArchConditions.accessField(
                                    System.class, "err"))
                    .because("app hands the command line its streams");

    @ArchTest
    static final ArchRule TIME_IS_PROVIDED =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("gpudeck.app..", "gpudeck.sim..", "gpudeck.cloud..")
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class)
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("time comes in through gpudeck.engine.Time or java.time.Clock");

    @ArchTest
    static final ArchRule CHILD_PROCESSES_GET_NO_KEY =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("gpudeck.engine.ChildProcess")
                    .and()
                    .resideOutsideOfPackage("gpudeck.sim.machine")
                    .should()
                    .callConstructor(ProcessBuilder.class, String[].class)
                    .orShould()
                    .callConstructor(ProcessBuilder.class, java.util.List.class)
                    .orShould()
                    .callMethodWhere(target(name("exec")).and(target(owner(type(Runtime.class)))))
                    .because(
                            "gpudeck.engine.ChildProcess takes the API key out of the"
                                    + " environment; a simulated machine has one of its own");

    @ArchTest
    static final ArchRule WRAPPED_LISTS_ARE_KEPT =
            noClasses()
                    .should()
                    .callMethodWhere(
                            target(name("unmodifiableObservableList"))
                                    .and(target(owner(type(FXCollections.class))))
                                    .and(
                                            origin(
                                                    describe(
                                                            "a method",
                                                            JavaMethod.class::isInstance))))
                    .because(
                            "the list knows its wrapper weakly: one made for each caller is"
                                    + " collected together with the listeners added to it");

    @ArchTest
    static final ArchRule NULL_MARKED =
            classes()
                    .that()
                    .haveSimpleName("package-info")
                    .should(beAnnotatedWith(NullMarked.class));

    private static ArchRule library(String library, String... homes) {
        var allowed = java.util.Arrays.copyOf(homes, homes.length + 1);
        allowed[homes.length] = "gpudeck.app..";
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("a library stays behind its package; app may build its objects");
    }
}
