package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the contract, as it follows from what the charts really render. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one render serves all
class LocalPlatformStepsTest {
    private static final String BALANCER = "aws-load-balancer-controller";
    private static final List<String> SYSTEM =
            List.of("metrics-server", BALANCER, "external-secrets", "cluster-autoscaler");
    private static final List<String> APPLICATIONS =
            List.of("gateway-service", "redis-service", "persistence-service", "inference-service", "judge-service");
    private static final String STORE = "clustersecretstore/aws-secrets-manager";

    private RenderedPlatform rendered;
    private List<Step> steps;

    @BeforeAll
    void render() {
        try (Harness harness = Harness.cold(Workspace.ofProcess(), Selection.of("local"))) {
            rendered = harness.render();
        }
        steps = StepGraph.of(rendered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics-server", "cluster-autoscaler"})
    void controllersInTheClustersOwnNamespaceWaitForNothing(String release) {
        assertThat(StepGraphTest.needs(steps, release)).isEmpty();
    }

    @Test
    void theSecretsOperatorWaitsForItsNamespaceOnly() {
        assertThat(StepGraphTest.needs(steps, "external-secrets"))
                .containsExactly(Need.ready("namespace/external-secrets-system"));
    }

    @Test
    void theBalancerIsSentAfterThoseWithServices() {
        assertThat(StepGraphTest.needs(steps, BALANCER))
                .containsExactlyInAnyOrder(
                        Need.sent("metrics-server"), Need.sent("external-secrets"), Need.sent("cluster-autoscaler"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gateway-service", "redis-service", "persistence-service", "inference-service", "judge-service"})
    void applicationsComeAfterTheConfigurationTheWebhookAndEverySystemRelease(String application) {
        assertThat(StepGraphTest.needs(steps, application))
                .contains(
                        Need.ready("namespace/llm-judge"),
                        Need.ready("configmap/infra-config"),
                        Need.ready("gate/" + BALANCER + "/Service"))
                .containsAll(SYSTEM.stream().map(Need::sent).toList())
                .noneMatch(need -> APPLICATIONS.contains(need.step()));
    }

    @Test
    void theStoreComesAfterTheOperatorsGateAndOnlyPersistenceAfterTheStore() {
        assertThat(StepGraphTest.needs(steps, STORE))
                .containsExactly(Need.ready("gate/external-secrets/ClusterSecretStore"));
        assertThat(steps.stream()
                        .filter(step -> step.needs().contains(Need.ready(STORE)))
                        .map(Step::id))
                .containsExactly("persistence-service");
    }

    @Test
    void gatesAreProbedAsSoonAsTheirOwnersAreSent() {
        assertThat(steps.stream().filter(Step.Gate.class::isInstance).map(Step::id))
                .containsExactlyInAnyOrder(
                        "gate/external-secrets/ClusterSecretStore",
                        "gate/external-secrets/ExternalSecret",
                        "gate/" + BALANCER + "/Service");
        assertThat(StepGraphTest.needs(steps, "gate/external-secrets/ClusterSecretStore"))
                .containsExactly(Need.sent("external-secrets"));
        assertThat(StepGraphTest.needs(steps, "gate/" + BALANCER + "/Service"))
                .containsExactlyInAnyOrder(Need.ready("namespace/llm-judge"), Need.sent(BALANCER));
    }

    @Test
    void everyStepStandsAfterTheOnesItNeeds() {
        Set<String> before = new HashSet<>();
        for (Step step : steps) {
            assertThat(before)
                    .as(step.id())
                    .containsAll(step.needs().stream().map(Need::step).toList());
            before.add(step.id());
        }
        assertThat(before).containsAll(SYSTEM).containsAll(APPLICATIONS).hasSize(steps.size());
    }

    @Test
    void everyRenderedReleaseIsUnchangedAgainstItself() {
        for (RenderedRelease release : rendered.releases()) {
            assertThat(new ReleaseComparison(release).with(java.util.Optional.of(Stored.deployed(release))))
                    .as(release.release().name())
                    .isEqualTo(new Change.Unchanged());
        }
    }

    @Test
    void namespacesOfAllObjectsAreFilledIn() {
        assertThat(rendered.objects())
                .filteredOn(object -> object.getKind().equals("ServiceAccount"))
                .isNotEmpty()
                .allSatisfy(account ->
                        assertThat(account.getMetadata().getNamespace()).isNotBlank());
    }
}
