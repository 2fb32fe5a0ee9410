package dev.plumbline.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.local.Consent;
import dev.plumbline.local.ImageCatalog;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.LocalClusterOptions;
import dev.plumbline.local.Preparation;
import dev.plumbline.local.PreparedImages;
import dev.plumbline.local.RunningLocalCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All waits run at once from the beginning, on one view, as in a deploy; each test looks at how one of them ended. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("On a real node, a wait")
class ReadinessIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String NAMESPACE = "readiness";
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    /** What ended, and how long after its wait began. */
    private record Ended(WaitResult result, Duration after) {}

    private final ExecutorService waits = Executors.newCachedThreadPool();
    private final String redis =
            ImageCatalog.read(PROJECT).image("redis").references().get(0);
    private RunningLocalCluster node;
    private Cluster cluster;
    private LiveView view;
    private Future<Ended> good;
    private Future<Ended> autoscaled;
    private Future<Ended> badName;
    private Future<Ended> neverPulled;
    private Future<Ended> notPulled;
    private Future<Ended> crashing;
    private Future<Ended> withoutSecret;
    private Future<Ended> refused;
    private Future<Ended> unschedulable;

    @BeforeAll
    void startEverythingAtOnce() {
        LocalCache cache = LocalCache.ofUser();
        PreparedImages images = new Preparation(PROJECT, cache, System.out::println)
                .run(Consent.of(false))
                .orElseThrow();
        node = new LocalCluster(cache, System.out::println)
                .start(images, LocalClusterOptions.ephemeral("readiness-it"));
        cluster = ClusterConnection.open("readiness-it", node.kubeconfig());
        view = new LiveView(cluster.client());
        namespace(NAMESPACE);
        good = start(deployment("good", container()));
        create(autoscaler("autoscaled"));
        autoscaled = start(withoutReplicas(deployment("autoscaled", container())));
        badName = start(deployment(
                "bad-name",
                container().edit().withImage("plumbline.local/UPPER:v1").build()));
        neverPulled = start(deployment(
                "never-pulled",
                container()
                        .edit()
                        .withImage("plumbline.local/nothing:v1")
                        .withImagePullPolicy("Never")
                        .build()));
        notPulled = start(deployment(
                "not-pulled",
                container().edit().withImage("plumbline.invalid/nothing:v1").build()));
        crashing = start(deployment(
                "crashing", container().edit().withArgs("--port", "none").build()));
        withoutSecret = start(deployment(
                "without-secret",
                container()
                        .edit()
                        .addToEnv(new EnvVarBuilder()
                                .withName("PASSWORD")
                                .withNewValueFrom()
                                .withNewSecretKeyRef("password", "absent", false)
                                .endValueFrom()
                                .build())
                        .build()));
        unschedulable = start(
                deployment(
                        "unschedulable",
                        container()
                                .edit()
                                .editOrNewResources()
                                .addToRequests("cpu", new Quantity("1000"))
                                .endResources()
                                .build()),
                Duration.ofSeconds(20));
        namespace("refused");
        create(new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace("refused")
                .withName("none")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("0"))
                .endSpec()
                .build());
        refused = start(new DeploymentBuilder(deployment("refused", container()))
                .editMetadata()
                .withNamespace("refused")
                .endMetadata()
                .build());
    }

    @AfterAll
    void stopEverything() {
        waits.shutdownNow();
        if (view != null) {
            view.close();
        }
        if (cluster != null) {
            cluster.close();
        }
        if (node != null) {
            node.close();
        }
    }

    private Future<Ended> start(Deployment deployment) {
        return start(deployment, DEADLINE);
    }

    private Future<Ended> start(Deployment deployment, Duration deadline) {
        create(deployment);
        return await(ObjectRef.of(deployment), deadline);
    }

    private Future<Ended> await(ObjectRef ref, Duration deadline) {
        return waits.submit(() -> {
            long start = System.nanoTime();
            WaitResult result = new ReadinessWait(ReadinessRules.standard(), view)
                    .await(List.of(ref), deadline, progress -> System.out.println(ref.name() + " | " + progress));
            Duration after = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf("%s ended after %.1f s: %s%n", ref, after.toMillis() / 1000.0, result);
            return new Ended(result, after);
        });
    }

    private void create(io.fabric8.kubernetes.api.model.HasMetadata object) {
        cluster.client().resource(object).create();
    }

    private void namespace(String name) {
        create(new io.fabric8.kubernetes.api.model.NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build());
    }

    private Container container() {
        return new ContainerBuilder()
                .withName("service")
                .withImage(redis)
                .withArgs("--save", "")
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withNewPort(6379)
                .endTcpSocket()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .build();
    }

    private static Deployment deployment(String name, Container container) {
        Map<String, String> labels = Map.of("app", name);
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withTerminationGracePeriodSeconds(1L)
                .withContainers(container)
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Deployment withoutReplicas(Deployment deployment) {
        return new DeploymentBuilder(deployment)
                .editSpec()
                .withReplicas(null)
                .endSpec()
                .build();
    }

    private static HorizontalPodAutoscaler autoscaler(String target) {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(target)
                .endMetadata()
                .withNewSpec()
                .withMinReplicas(2)
                .withMaxReplicas(3)
                .withNewScaleTargetRef("apps/v1", "Deployment", target)
                .endSpec()
                .build();
    }

    private static String reason(Future<Ended> wait, Duration atMost) throws Exception {
        Ended ended = wait.get();
        assertThat(ended.result()).isInstanceOf(WaitResult.Failed.class);
        assertThat(ended.after()).isLessThan(atMost);
        return ((WaitResult.Failed) ended.result()).reason();
    }

    @Test
    void endsWhenADeploymentIsReady() throws Exception {
        assertThat(good.get().result()).matches(WaitResult::converged);
    }

    @Test
    void endsOnlyWhenTheAutoscalersMinimumRuns() throws Exception {
        assertThat(autoscaled.get().result()).matches(WaitResult::converged);
        assertThat(cluster.client()
                        .pods()
                        .inNamespace(NAMESPACE)
                        .withLabel("app", "autoscaled")
                        .list()
                        .getItems())
                .hasSize(2);
    }

    @Test
    void stopsOnAnInvalidImageName() throws Exception {
        assertThat(reason(badName, Duration.ofSeconds(20)))
                .contains("container service", "plumbline.local/UPPER:v1", "InvalidImageName");
    }

    @Test
    void stopsOnAnImageThatMayNotBePulled() throws Exception {
        assertThat(reason(neverPulled, Duration.ofSeconds(20))).contains("nothing:v1", "ErrImageNeverPull");
    }

    @Test
    void stopsOnAnImageThatCannotBePulled() throws Exception {
        assertThat(reason(notPulled, Duration.ofSeconds(45))).contains("plumbline.invalid/nothing:v1", "pull");
    }

    @Test
    void stopsOnACrashLoopAndShowsHowItEnds() throws Exception {
        assertThat(reason(crashing, Duration.ofSeconds(100)))
                .contains("container service", "restarted 3 times", "exit code 1", "logs", "--previous");
    }

    @Test
    void stopsOnASecretThatNobodyWillMake() throws Exception {
        assertThat(reason(withoutSecret, Duration.ofSeconds(45)))
                .containsPattern("CreateContainerConfigError: secrets? \"absent\" not found");
    }

    @Test
    void stopsOnPodsThatTheQuotaRefuses() throws Exception {
        assertThat(reason(refused, Duration.ofSeconds(20))).contains("exceeded quota: none");
    }

    @Test
    void saysAtItsDeadlineWhatTheSchedulerSays() throws Exception {
        Ended ended = unschedulable.get();

        assertThat(ended.result().toString())
                .contains("not ready after 20 s", "cannot be scheduled", "Insufficient cpu");
        assertThat(ended.after()).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void isNotSatisfiedByTheOldRolloutRightAfterAnUpgrade() throws Exception {
        Deployment first = deployment("upgraded", container());
        assertThat(start(first).get().result()).matches(WaitResult::converged);
        Deployment live = cluster.client()
                .resource(deployment(
                        "upgraded",
                        container().edit().addToArgs("--loglevel", "verbose").build()))
                .update();

        assertThat(await(ObjectRef.of(live), DEADLINE).get().result()).matches(WaitResult::converged);

        List<Pod> pods = cluster.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app", "upgraded")
                .list()
                .getItems();
        assertThat(pods)
                .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .singleElement()
                .satisfies(
                        pod -> assertThat(pod.getSpec().getContainers().get(0).getArgs())
                                .contains("verbose"));
    }

    @Test
    void atAGateEndsWhenTheWebhookLetsTheProbeThrough() throws Exception {
        namespace("gated");
        ValidatingWebhookConfiguration webhook = webhookWithoutService();
        create(webhook);
        ConfigMap probe = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("gated")
                .withName("probe")
                .endMetadata()
                .build();
        WebhookGate gate = new WebhookGate(cluster.client(), view);
        // the API server obeys a new webhook some milliseconds after it has stored it
        Awaitility.await().atMost(DEADLINE).untilAsserted(() -> assertThatThrownBy(
                        () -> cluster.client().resource(probe).dryRun().create())
                .hasMessageContaining("gate.plumbline.test"));

        WaitResult closed = gate.await(probe, Duration.ofSeconds(3));
        Future<WaitResult> opened = waits.submit(() -> gate.accepting(3).await(probe, DEADLINE));
        cluster.client().resource(webhook).delete();

        assertThat(closed.toString()).contains("HTTP 500", "failed calling webhook", "gate.plumbline.test");
        assertThat(opened.get()).matches(WaitResult::converged);
        assertThat(cluster.client().resource(probe).get()).isNull();
    }

    private static ValidatingWebhookConfiguration webhookWithoutService() {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("gate.plumbline.test")
                .endMetadata()
                .addNewWebhook()
                .withName("gate.plumbline.test")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", "gated")
                .endNamespaceSelector()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withOperations("CREATE")
                .withResources("configmaps")
                .endRule()
                .withNewClientConfig()
                .withNewService("absent", "gated", "/", 443)
                .endClientConfig()
                .endWebhook()
                .build();
    }

    @Test
    void forAKindThatTheServerDoesNotServeGoesOnUntilItsDeadline() {
        ObjectRef store = new ObjectRef(
                "external-secrets.io/v1beta1", "ClusterSecretStore", java.util.Optional.empty(), "aws-secrets-manager");

        WaitResult result =
                new ReadinessWait(ReadinessRules.standard(), view).await(List.of(store), Duration.ofSeconds(2));

        assertThat(result.toString()).contains("ClusterSecretStore/aws-secrets-manager: does not exist");
    }
}
