package dev.plumbline.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlanScope;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.deploy.Step;
import dev.plumbline.drift.Adoption;
import dev.plumbline.drift.DriftFinding;
import dev.plumbline.drift.DriftFinding.How;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.drift.Owner;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPlanTest {
    private static final Map<String, String> IMAGES = Map.of("registry/gateway-service:v1", "sha256:1");
    private static final String UID = "0000-uid";
    private static final DriftReport NONE = report(List.of());
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectRef SERVER =
            new ObjectRef("apps/v1", "Deployment", Optional.of("kube-system"), "server");
    private static final RenderedPlatform SMALL = SmallPlatform.renderedPlatform();
    private static final RenderedRelease RELEASE = SMALL.releases().get(0);

    private final Plan plan =
            plan(config("a"), "sha256:before", update("db.example:1", "hunter22"), "revision 3 deployed");

    @Test
    void nothingMovedWhenInputsAndClusterAreTheSame(@TempDir Path folder) {
        SavedPlan saved = roundTrip(plan, folder);

        assertThat(saved.movedIn(plan, NONE)).isEmpty();
        assertThat(saved.environment()).isEqualTo("tiny");
        assertThat(saved.clusterUid()).isEqualTo(UID);
        assertThat(saved.scope()).isEqualTo(PlanScope.of(Set.of("a"), Set.of("b")));
    }

    @Test
    void anotherValueInTheInputsIsNamed() {
        assertThat(saved().movedIn(
                                plan(
                                        config("b"),
                                        "sha256:before",
                                        update("db.example:1", "hunter22"),
                                        "revision 3 deployed"),
                                NONE))
                .containsExactly("inputs: configmap/infra-config should be something else now");
    }

    @Test
    void aClusterThatMovedIsNamedWithWhatItHad() {
        assertThat(saved().movedIn(
                                plan(config("a"), "sha256:before", new Change.Unchanged(), "revision 4 deployed"),
                                NONE))
                .containsExactly("cluster: metrics-server was revision 3 deployed, is revision 4 deployed"
                        + " (spec.host, env[DB_PASSWORD].value)");
        assertThat(saved().movedIn(
                                plan(
                                        config("a"),
                                        "sha256:other",
                                        update("db.example:1", "hunter22"),
                                        "revision 3 deployed"),
                                NONE))
                .containsExactly("cluster: configmap/infra-config was sha256:before, is sha256:other");
    }

    @Test
    void aChangeOfAFieldAloneIsNamed() {
        assertThat(saved().movedIn(
                                plan(
                                        config("a"),
                                        "sha256:before",
                                        update("db.example:2", "hunter22"),
                                        "revision 3 deployed"),
                                NONE))
                .containsExactly("plan: metrics-server was update, is update (spec.host)");
    }

    @Test
    void stepsThatCameOrWentAreNamed() {
        Plan shorter = new Plan(SMALL, plan.steps().subList(0, 1));

        assertThat(saved().movedIn(shorter, NONE)).containsExactly("inputs: metrics-server is no longer a step");
        assertThat(SavedPlan.of(shorter, NONE, PlanScope.everything(), UID, MADE, IMAGES)
                        .movedIn(plan, NONE))
                .containsExactly("inputs: metrics-server is a new step");
    }

    @Test
    void whatOthersDidSinceIsNamedWithWhoDidIt(@TempDir Path folder) {
        DriftFinding edited = drift("metrics-server", How.CHANGED, "spec.replicas", "sha256:five", "kubectl-scale");
        SavedPlan quiet = saved();

        assertThat(quiet.movedIn(plan, report(List.of(edited))))
                .containsExactly("drift: Deployment/kube-system/server spec.replicas: declared two, live other;"
                        + " by kubectl-scale (Update, 2026-01-01T00:00:00Z)");

        Path file = folder.resolve("plan.json");
        PlanFile.write(SavedPlan.of(plan, report(List.of(edited)), PlanScope.everything(), UID, MADE, IMAGES), file);
        SavedPlan kept = PlanFile.read(file);
        assertThat(kept.movedIn(plan, report(List.of(edited)))).isEmpty();
        assertThat(kept.movedIn(
                        plan,
                        report(List.of(
                                drift("metrics-server", How.CHANGED, "spec.replicas", "sha256:six", "kubectl-scale")))))
                .singleElement()
                .asString()
                .endsWith("(the plan found something else there)");
        assertThat(kept.movedIn(plan, NONE))
                .containsExactly("drift: Deployment/kube-system/server spec.replicas is again as declared; the plan"
                        + " found it otherwise");
    }

    @Test
    void whatHappensToALeftOutReleaseIsNothingToThePlan() {
        assertThat(saved().movedIn(
                                plan,
                                report(List.of(
                                        drift("other-release", How.ADDED, "metadata.labels.x", "s", "kubectl")))))
                .isEmpty();
    }

    @Test
    void whatTerraformTookHoldOfSinceIsNamed() {
        DriftReport held = new DriftReport(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Adoption("metrics-server", SERVER, List.of("terraform-provider-helm_v2.12.1_x5"))),
                1,
                0);

        assertThat(saved().movedIn(plan, held))
                .containsExactly(
                        "terraform: Deployment/kube-system/server, written by terraform-provider-helm_v2.12.1_x5");
        assertThat(SavedPlan.of(plan, held, PlanScope.everything(), UID, MADE, IMAGES)
                        .movedIn(plan, held))
                .isEmpty();
    }

    @Test
    void whatGoesAwayBecauseOfAnAdoptionAndWasNotLookedAtIsNamed() {
        Plan afterwards = plan(
                config("a"),
                "sha256:before",
                new Change.Update(List.of(
                        new FieldChange("spec.host", Optional.of("old-value"), Optional.of("db.example:1")),
                        new FieldChange("env[DB_PASSWORD].value", Optional.of("old-value"), Optional.of("hunter22")),
                        new FieldChange("metadata.labels.team", Optional.of("theirs"), Optional.empty()))),
                "revision 3 deployed");

        assertThatCode(() -> saved().requireAfterAdoption(plan)).doesNotThrowAnyException();
        assertThatThrownBy(() -> saved().requireAfterAdoption(afterwards))
                .isInstanceOf(DeployException.class)
                .hasMessage("""
                        adopted; what is to change now was not in the plan of 2026-01-01T00:00:00Z, and was not changed
                          found  plan: metrics-server was update, is update (metadata.labels.team)
                          do     plan again: ./plumbline plan -e tiny""");
    }

    @Test
    void aPlanOfAnOlderFormatIsRefusedAsSuch(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plan.json");
        PlanFile.write(saved(), file);
        Files.writeString(file, Files.readString(file).replace("\"format\" : 2", "\"format\" : 1"));

        assertThatThrownBy(() -> PlanFile.read(file)).hasMessageContaining("no plan of format 2");
    }

    @Test
    void theFileIsItsOwnersAloneAndHoldsNoValue(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plan.json");
        PlanFile.write(saved(), file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("metrics-server", "spec.host", "env[DB_PASSWORD].value")
                .doesNotContain("hunter22", "db.example", "old-value");
        assertThat(folder).isDirectoryContaining("glob:**plan.json").isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileThatIsNoPlanIsRefusedByItsName(@TempDir Path folder) throws IOException {
        for (String content : List.of("", "{}", "[1]", "{\"format\": 99, \"steps\": []}", "null")) {
            Path file = Files.writeString(folder.resolve("plan.json"), content);
            assertThatThrownBy(() -> PlanFile.read(file))
                    .as(content)
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining(file + ": ")
                    .hasMessageContaining("nothing was touched");
        }
        assertThatThrownBy(() -> PlanFile.read(folder.resolve("none"))).hasMessageContaining("there is no such file");
    }

    @Test
    void theDigestsOfTheImagesAreKept(@TempDir Path folder) {
        assertThat(roundTrip(plan, folder).images()).isEqualTo(IMAGES);
    }

    private static DriftReport report(List<DriftFinding> findings) {
        return new DriftReport(findings, List.of(), List.of(), List.of(), 1, 0);
    }

    private static DriftFinding drift(String part, How how, String field, String state, String by) {
        return new DriftFinding(
                part,
                SERVER,
                how,
                field,
                Optional.of("two"),
                Optional.of("other"),
                state,
                List.of(new Owner(by, "Update", "", Optional.of("2026-01-01T00:00:00Z"))));
    }

    private SavedPlan saved() {
        return SavedPlan.of(plan, NONE, PlanScope.everything(), UID, MADE, IMAGES);
    }

    private static SavedPlan roundTrip(Plan plan, Path folder) {
        Path file = folder.resolve("round-trip.json");
        PlanFile.write(SavedPlan.of(plan, NONE, PlanScope.of(Set.of("a"), Set.of("b")), UID, MADE, IMAGES), file);
        return PlanFile.read(file);
    }

    private static Plan plan(ConfigMap config, String found, Change ofRelease, String revision) {
        return new Plan(
                SMALL,
                List.of(
                        new PlannedStep(
                                new Step.Apply("configmap/infra-config", config, List.of()),
                                new Change.Update(List.of()),
                                found),
                        new PlannedStep(new Step.Deploy("metrics-server", RELEASE, List.of()), ofRelease, revision)));
    }

    private static ConfigMap config(String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("infra-config")
                .endMetadata()
                .addToData("KEY", value)
                .build();
    }

    private static Change update(String host, String password) {
        return new Change.Update(List.of(
                new FieldChange("spec.host", Optional.of("old-value"), Optional.of(host)),
                new FieldChange("env[DB_PASSWORD].value", Optional.of("old-value"), Optional.of(password))));
    }
}
