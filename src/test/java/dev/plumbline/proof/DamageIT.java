package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.harness.EphemeralPlatform;
import dev.plumbline.harness.ProjectSources;
import dev.plumbline.harness.Questions;
import dev.plumbline.harness.Workspace;
import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.Check;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.junit.Subject;
import dev.plumbline.observe.Observed;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Damage that people really do, on a platform that runs: each is reported by a check whose message alone tells what and where. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamageIT {
    private static final String NAMESPACE = "llm-judge";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Catalogue suite = Catalogue.ofSuite();
    private Workspace workspace;
    private EphemeralPlatform platform;
    private Observed healthy;

    /**
     * A field of a running object, changed by hand.
     *
     * @param field as a JSON pointer
     * @param value in its place; null = the field is removed
     * @param check that must report it
     * @param words that its message must have
     */
    record Damage(String kind, String name, String field, Object value, String check, List<String> words) {
        @Override
        public String toString() {
            return "%s %s %s = %s".formatted(kind, name, field, value);
        }
    }

    @BeforeAll
    void deploy() {
        workspace = Workspace.ofProcess();
        platform = EphemeralPlatform.deployed(workspace, "damage");
        healthy = observe();
    }

    @AfterAll
    void remove() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void anUndamagedPlatformIsNotReported() {
        assertThat(red(healthy)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void isReportedByACheckThatNamesIt(Damage damage) {
        HasMetadata object = healthy.objects().stream()
                .filter(found -> found.getKind().equals(damage.kind())
                        && found.getMetadata().getName().equals(damage.name()))
                .findFirst()
                .orElseThrow();
        Object before =
                JsonMapper.shared().readTree(Serialization.asJson(object)).at(damage.field());
        patch(object, damage.field(), damage.value());
        try {
            awaitReport(damage.check(), damage.words());
        } finally {
            patch(object, damage.field(), before);
        }
        awaitSilence(damage.check());
    }

    @Test
    void aReplicaThatIsNotReadyIsReported() {
        var service = healthy.environment().services().get("gateway");
        String pod = healthy.podsOf(healthy.deploymentOf(service)).get(0).id().name();
        String readiness =
                "/api/v1/namespaces/%s/pods/%s:%d/proxy/readyz?ready=".formatted(NAMESPACE, pod, service.port());
        client().raw(readiness + "false", "PUT", "");
        try {
            awaitReport("POD-001", List.of("Pod " + NAMESPACE + "/" + pod, "status.conditions[Ready]"));
        } finally {
            client().raw(readiness + "true", "PUT", "");
        }
        awaitSilence("POD-001");
    }

    @Test
    void aStrayDeploymentIsReported() {
        Deployment stray = new DeploymentBuilder()
                .withNewMetadata()
                .withName("stray")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(0)
                .withNewSelector()
                .addToMatchLabels("app", "stray")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "stray")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("stray")
                .withImage("plumbline.local/stray:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        client().resource(stray).create();
        try {
            awaitReport("NS-003", List.of("Deployment " + NAMESPACE + "/stray", "declared by nobody"));
        } finally {
            client().resource(stray).delete();
        }
        awaitSilence("NS-003");
    }

    @Test
    void aSecretThatNobodyBringsBackIsReported() {
        var operator = client().apps()
                .deployments()
                .inNamespace("external-secrets-system")
                .withName("external-secrets");
        operator.scale(0);
        try {
            // a pod that ends may still act once
            await().atMost(SOON).until(() -> client().pods()
                    .inNamespace("external-secrets-system")
                    .withLabel("app.kubernetes.io/name", "external-secrets")
                    .list()
                    .getItems()
                    .isEmpty());

            assertThat(disturbed("BEH-002", "platform"))
                    .contains("not within 30 s", "Secret " + NAMESPACE + "/rds-credentials", "does not exist");
        } finally {
            operator.scale(1);
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(client().secrets()
                        .inNamespace(NAMESPACE)
                        .withName("rds-credentials")
                        .get())
                .isNotNull());
        awaitSilence("REP-004");
    }

    @Test
    void aBudgetThatLetsTwoPodsGoAtOnceIsReported() {
        HasMetadata budget = healthy.disruptionBudgetOf(
                        healthy.environment().services().get("judge"))
                .object();
        patch(budget, "/spec/maxUnavailable", 2);
        try {
            // until the controller has counted again, the second eviction is still refused
            await().atMost(SOON).untilAsserted(() -> assertThat(client().policy()
                            .v1()
                            .podDisruptionBudget()
                            .inNamespace(NAMESPACE)
                            .withName("judge-service")
                            .get()
                            .getStatus()
                            .getDisruptionsAllowed())
                    .isEqualTo(2));

            assertThat(disturbed("BEH-007", "judge")).contains("eviction of a second pod of judge-service");
        } finally {
            patch(budget, "/spec/maxUnavailable", 1);
        }
        awaitSilence("POD-001");
    }

    /** What a check says that disturbs the damaged platform. */
    private String disturbed(String id, String subject) {
        Observed now = observe();
        Check check = Catalogue.whole().checks().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        Subject on = check.subjectsOf(now).stream()
                .filter(one -> one.name().equals(subject))
                .findFirst()
                .orElseThrow();
        Outcome outcome = check.run(now, on, Optional.of(ProjectSources.running(workspace, platform.installation())));
        assertThat(outcome).as(check.toString()).isInstanceOf(Outcome.Failed.class);
        return message(outcome);
    }

    static Stream<Damage> damages() {
        return Stream.of(
                new Damage(
                        "Namespace",
                        NAMESPACE,
                        "/metadata/labels/CostCenter",
                        null,
                        "NS-001",
                        List.of("Namespace " + NAMESPACE, "metadata.labels.CostCenter")),
                new Damage(
                        "ConfigMap",
                        "infra-config",
                        "/data/RDS_HOST",
                        "elsewhere",
                        "CFG-002",
                        List.of("ConfigMap " + NAMESPACE + "/infra-config", "RDS_HOST", "elsewhere")),
                new Damage(
                        "ServiceAccount",
                        "gateway-service",
                        "/metadata/annotations/eks.amazonaws.com~1role-arn",
                        "",
                        "IRSA-001",
                        List.of("ServiceAccount " + NAMESPACE + "/gateway-service", "role-arn", "an empty text")),
                new Damage(
                        "HorizontalPodAutoscaler",
                        "gateway-service",
                        "/spec/maxReplicas",
                        11,
                        "HPA-001",
                        List.of("HorizontalPodAutoscaler " + NAMESPACE + "/gateway-service", "spec.maxReplicas", "11")),
                new Damage(
                        "Deployment",
                        "judge-service",
                        "/spec/template/spec/containers/0/resources/limits/memory",
                        "4Gi",
                        "RES-001",
                        List.of("Deployment " + NAMESPACE + "/judge-service", "limits", "4Gi")),
                new Damage(
                        "Deployment",
                        "redis-service",
                        "/spec/template/spec/containers/0/image",
                        "plumbline.local/llm-judge/redis-service:v9.9.9",
                        "IMG-001",
                        List.of("Deployment " + NAMESPACE + "/redis-service", "image", "v9.9.9")),
                new Damage(
                        "ExternalSecret",
                        "rds-credentials",
                        "/spec/data/0/remoteRef/key",
                        "llm-judge/local/nowhere",
                        "ES-003",
                        List.of("ExternalSecret " + NAMESPACE + "/rds-credentials", "username", "nowhere")),
                new Damage(
                        "ExternalSecret",
                        "rds-credentials",
                        "/spec/data/1/remoteRef/key",
                        "llm-judge/local/nowhere",
                        "ES-004",
                        List.of("ExternalSecret " + NAMESPACE + "/rds-credentials", "SecretSyncedError")),
                new Damage(
                        "ClusterSecretStore",
                        "aws-secrets-manager",
                        "/spec/provider/aws/auth/jwt/serviceAccountRef/namespace",
                        null,
                        "STORE-002",
                        List.of("ClusterSecretStore aws-secrets-manager", "serviceAccountRef.namespace", "nothing")));
    }

    private Observed observe() {
        return ProjectSources.observe(workspace, platform.installation(), Questions.all());
    }

    private void awaitReport(String check, List<String> words) {
        await().atMost(SOON).untilAsserted(() -> assertThat(red(observe()))
                .filteredOn(result -> result.id().equals(check))
                .extracting(result -> message(result.outcome()))
                .anySatisfy(message -> assertThat(message).contains(words)));
    }

    private void awaitSilence(String check) {
        await().atMost(SOON).untilAsserted(() -> assertThat(red(observe()))
                .filteredOn(result -> result.id().equals(check))
                .isEmpty());
    }

    private List<CheckResult> red(Observed observed) {
        return DirectRun.of(suite, observed).stream().filter(CheckResult::isRed).toList();
    }

    private static String message(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed ? failed.message() : ((Outcome.Unknown) outcome).reason();
    }

    private void patch(HasMetadata object, String field, Object value) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", value == null ? "remove" : "add");
        operation.put("path", field);
        if (value != null) {
            operation.put("value", value);
        }
        client().resource(object)
                .patch(PatchContext.of(PatchType.JSON), JsonMapper.shared().writeValueAsString(List.of(operation)));
    }

    private KubernetesClient client() {
        return platform.installation().cluster().client();
    }
}
