package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.drift.DriftFinding;
import dev.plumbline.harness.ProjectSources;
import dev.plumbline.harness.Questions;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.Check;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.lifecycle.ClusterUnderTest.Deployed;
import dev.plumbline.local.AuditEvent;
import dev.plumbline.observe.Observed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a deploy makes, and what later deploys change of it: on one cluster, on which every test begins with the platform as it is. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployedPlatformIT {
    private static final String NAMESPACE = "llm-judge";
    private static final Set<String> SYSTEM =
            Set.of("metrics-server", "aws-load-balancer-controller", "external-secrets", "cluster-autoscaler");
    private static final Set<String> APPLICATIONS =
            Set.of("gateway-service", "redis-service", "persistence-service", "inference-service", "judge-service");

    /** One LIST for each kind and namespace, and two pods of each service asked: 55 measured. */
    private static final int REQUEST_BUDGET = 60;
    /** Fewer, and the log has not all of them: the application namespace alone has fifteen kinds. */
    private static final int FEWEST_REQUESTS = 40;

    private Path folder;

    private ClusterUnderTest cluster;
    private ProjectCopy original;
    private Journal first;

    @BeforeAll
    void deploy(@TempDir Path forAllTests) {
        folder = forAllTests;
        cluster = ClusterUnderTest.start("lifecycle");
        original = ProjectCopy.in(folder.resolve("original"));
        first = cluster.deploy(original).journal();
        assertThat(first.failures()).isEmpty();
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void secondDeployWritesNothingButItsOwnLease() {
        asOriginal();
        Map<String, Integer> revisions = cluster.revisions();
        Instant start = Instant.now();

        Deployed second = cluster.deploy(original);

        assertThat(second.plan().steps()).allMatch(step -> step.change() instanceof Change.Unchanged);
        assertThat(second.journal().succeeded()).isTrue();
        assertThat(cluster.ourRequestsSince(start))
                .as("the log knows us, and what was read answers everything")
                .isNotEmpty()
                .noneMatch(event -> event.uri().contains("dryRun=All"));
        assertThat(cluster.ourWritesSince(start))
                .as("taken once, given back once; renewed if the machine is slow")
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(ClusterUnderTest::isOwnLease);
        assertThat(cluster.leases()).isEmpty();
        assertThat(cluster.revisions()).isEqualTo(revisions);
    }

    @Test
    void whateverADeployMadeSaysWhichRunMadeItAndAnotherRunChangesNothingOfIt() {
        asOriginal();
        List<RunStamp> stamps = cluster.stamps();

        assertThat(cluster.deploy(original).plan().writes()).isFalse();

        assertThat(stamps)
                .as("two namespaces, the configuration, the store, and each revision of nine releases")
                .hasSizeGreaterThanOrEqualTo(13)
                .allMatch(stamp ->
                        stamp.environment().equals("local") && stamp.run().matches("[0-9a-f]{8}"))
                .allMatch(stamp -> stamp.expires().isEmpty());
        assertThat(cluster.stamps()).isEqualTo(stamps);
        List<DriftFinding> drift =
                cluster.with(original, installation -> installation.drift().findings());
        assertThat(drift).isEmpty();
    }

    /** Everything that points to another cluster points to one that writes down whoever asks it anything. */
    @Test
    void theClusterOfTheSurroundingsIsNeverAsked() {
        asOriginal();
        ProjectCopy changed = copy("surroundings")
                .with(
                        "environments/local.yaml",
                        "  gateway:\n    behavior: &quick",
                        "  gateway:\n    max_replicas: 8\n    behavior: &quick");
        try (PretendedCluster other = new PretendedCluster()) {
            String kubeconfig = other.kubeconfig(folder).toString();
            Map<String, String> surroundings = Map.of(
                    "KUBECONFIG",
                    kubeconfig,
                    "HELM_KUBEAPISERVER",
                    other.url(),
                    "HELM_KUBECONTEXT",
                    "pretended",
                    "HELM_NAMESPACE",
                    "elsewhere",
                    "KUBERNETES_MASTER",
                    other.url(),
                    "KUBERNETES_SERVICE_HOST",
                    "127.0.0.1",
                    "KUBERNETES_SERVICE_PORT",
                    URI.create(other.url()).getPort() + "",
                    "AWS_ENDPOINT_URL",
                    other.url());

            PlumblineProcess.Ended deploy = PlumblineProcess.start(cluster.asPerson(changed), surroundings, "deploy")
                    .end();

            assertThat(deploy.code()).as(deploy.output()).isZero();
            assertThat(deploy.output()).contains("Deployed: ").doesNotContain(other.url());
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void auditLogHasTheWritesOfAFirstDeployByBothOfOurAgents() {
        Instant start = first.started();

        assertThat(cluster.ourWritesSince(start))
                .extracting(AuditEvent::userAgent)
                .anyMatch(agent -> agent.startsWith("plumbline"))
                .anyMatch(agent -> agent.startsWith("Helm/"));
    }

    @Test
    void nineReleasesAreDeployedAndEveryPodIsReady() {
        asOriginal();

        assertThat(cluster.releases().values())
                .hasSize(9)
                .allMatch(release -> release.status() == ReleaseStatus.DEPLOYED);
        assertThat(cluster.client().pods().inAnyNamespace().list().getItems())
                .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .hasSizeGreaterThan(18)
                .allMatch(Readiness::isPodReady);
    }

    @Test
    void autoscalersHaveNumbers() {
        asOriginal();

        cluster.with(original, installation -> installation.awaitVerifiable(observed -> {}));

        List<HorizontalPodAutoscaler> autoscalers = cluster.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
        assertThat(autoscalers).hasSize(5).allSatisfy(autoscaler -> assertThat(
                        autoscaler.getStatus().getCurrentMetrics())
                .singleElement()
                .satisfies(
                        metric -> assertThat(metric.getResource().getCurrent().getAverageUtilization())
                                .isNotNull()));
    }

    @Test
    void credentialsComeFromTheEmulatorThroughExternalSecrets() {
        asOriginal();

        Secret secret = cluster.client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName("rds-credentials")
                .get();

        assertThat(secret.getData()).containsOnlyKeys("username", "password");
        assertThat(secret.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("ExternalSecret"));
        assertThat(secret.getMetadata().getManagedFields())
                .anyMatch(entry -> entry.getManager().contains("external-secrets.io"));
    }

    @Test
    void podsHaveTheConfigurationInside() {
        asOriginal();

        Map<String, String> config = infraConfig();
        assertThat(config).hasSize(20);
        APPLICATIONS.forEach(service -> podsOf(service).forEach(pod -> {
            JsonNode keys = configInside(pod).path("keys");
            config.forEach(
                    (key, value) -> assertThat(keys.path(key).path("sha256").asString(""))
                            .as("%s in %s", key, pod.getMetadata().getName())
                            .isEqualTo(sha256(value)));
        }));
        assertThat(podsOf("persistence-service")).allSatisfy(pod -> assertThat(configInside(pod)
                        .path("keys")
                        .path("RDS_PASSWORD")
                        .path("secret")
                        .asBoolean(false))
                .isTrue());
    }

    @Test
    void changedBoundsOfOneServiceUpgradeItsReleaseOnlyAndRollNoPod() {
        asOriginal();
        Map<String, Integer> before = cluster.revisions();
        Set<String> pods = podNames(APPLICATIONS);
        ProjectCopy changed = copy("bounds")
                .with(
                        "environments/local.yaml",
                        "  gateway:\n    behavior: &quick",
                        "  gateway:\n    max_replicas: 9\n    behavior: &quick");

        Deployed second = cluster.deploy(changed);

        assertThat(second.journal().failures()).isEmpty();
        assertThat(cluster.revisions()).isEqualTo(raised(before, Set.of("gateway-service")));
        assertThat(podNames(APPLICATIONS)).isEqualTo(pods);
        assertThat(cluster.client()
                        .autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace(NAMESPACE)
                        .withName("gateway-service")
                        .get()
                        .getSpec()
                        .getMaxReplicas())
                .isEqualTo(9);
    }

    @Test
    void changedConfigurationRollsEveryServiceAndNoSystemRelease() {
        asOriginal();
        Map<String, Integer> before = cluster.revisions();
        Set<String> services = podNames(APPLICATIONS);
        Set<String> system = podNamesIn("kube-system");
        ProjectCopy changed =
                copy("configuration").with("environments/local.yaml", "application: ljlapp1", "application: ljlapp2");

        Deployed second = cluster.deploy(changed);

        assertThat(second.journal().failures()).isEmpty();
        assertThat(cluster.revisions()).isEqualTo(raised(before, APPLICATIONS));
        assertThat(podNamesIn("kube-system")).isEqualTo(system);
        assertThat(podNames(APPLICATIONS)).doesNotContainAnyElementsOf(services);
        APPLICATIONS.forEach(service -> podsOf(service).forEach(pod -> assertThat(configInside(pod)
                        .path("keys")
                        .path("APPCONFIG_APPLICATION_ID")
                        .path("sha256")
                        .asString(""))
                .as(pod.getMetadata().getName())
                .isEqualTo(sha256("ljlapp2"))));
    }

    @Test
    void imageThatDoesNotExistIsNamedSoonWhileOtherReleasesFinishAndTheNextDeployConverges() {
        asOriginal();
        Map<String, Integer> before = cluster.revisions();
        ProjectCopy wrong = copy("image")
                .with(
                        "environments/local.yaml",
                        "  judge: {behavior: *quick}",
                        "  judge: {max_replicas: 14, behavior: *quick}")
                .withLocal("values: {gateway: {image: {tag: v9.9.9}}}");

        PlumblineProcess.Ended deploy = PlumblineProcess.run(cluster.asPerson(wrong), "deploy", "--on-failure", "keep");

        assertThat(deploy.code()).as(deploy.output()).isEqualTo(1);
        assertThat(deploy.output())
                .contains("FAILED gateway-service")
                .contains("plumbline.local/llm-judge/gateway-service:v9.9.9")
                .containsPattern("pod gateway-service-[a-z0-9-]+: container service")
                .contains("./plumbline deploy -e local");
        // two attempts to pull, ten seconds apart, are proof; the rest is starting
        assertThat(deploy.took()).isLessThan(Duration.ofSeconds(60));
        assertThat(cluster.revisions()).isEqualTo(raised(before, Set.of("gateway-service", "judge-service")));
        assertThat(released("judge-service").status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(podsOf("gateway-service"))
                .as("the pods of the version before go on serving")
                .filteredOn(Readiness::isPodReady)
                .hasSizeGreaterThanOrEqualTo(2);

        Deployed mended = cluster.deploy(copy("mended").withLocal("values: {gateway: {image: {tag: v1.0.1}}}"));

        assertThat(mended.journal().failures()).isEmpty();
        assertThat(podsOf("gateway-service"))
                .hasSize(2)
                .allMatch(Readiness::isPodReady)
                .allMatch(pod -> pod.getSpec().getContainers().get(0).getImage().endsWith("/gateway-service:v1.0.1"));
    }

    @Test
    void chartThatFailsToRenderFailsBeforeAnythingIsWritten() {
        asOriginal();
        Map<String, Integer> before = cluster.revisions();
        ProjectCopy broken = copy("chart")
                .with("environments/local.yaml", "application: ljlapp1", "application: ljlapp3")
                .with(
                        "charts/llm-judge-service/templates/service.yaml",
                        "kind: Service\n",
                        "kind: Service\n{{ required \"no such value\" .Values.nothing }}\n");
        Instant start = Instant.now();

        PlumblineProcess.Ended deploy = PlumblineProcess.run(cluster.asPerson(broken), "deploy");

        assertThat(deploy.code()).as(deploy.output()).isEqualTo(1);
        assertThat(deploy.output()).contains("no such value").contains("templates/service.yaml line ");
        // starting, and one rendering; nothing to wait for
        assertThat(deploy.took()).isLessThan(Duration.ofSeconds(20));
        assertThat(cluster.ourWritesSince(start)).isEmpty();
        assertThat(cluster.revisions()).isEqualTo(before);
    }

    @Test
    void journalTellsThatServicesStartedAfterTheGateAndPersistenceAfterTheStore() {
        Map<String, JournalEntry> steps =
                first.steps().stream().collect(Collectors.toMap(JournalEntry::step, step -> step));
        Instant gate =
                steps.get("gate/aws-load-balancer-controller/Service").ready().orElseThrow();
        Instant store =
                steps.get("clustersecretstore/aws-secrets-manager").ready().orElseThrow();

        APPLICATIONS.forEach(service -> assertThat(steps.get(service).started().orElseThrow())
                .as(service)
                .isAfterOrEqualTo(gate));
        assertThat(steps.get("persistence-service").started().orElseThrow()).isAfterOrEqualTo(store);
        assertThat(steps.get("aws-load-balancer-controller").started().orElseThrow())
                .as("its webhook refuses every Service while its pods do not answer: those of the others come first")
                .isAfterOrEqualTo(steps.get("metrics-server").sent().orElseThrow())
                .isAfterOrEqualTo(steps.get("external-secrets").sent().orElseThrow());
    }

    @Test
    void auditLogShowsThatTheApiServerAcceptedADryRunBeforeTheFirstServiceWasWritten() {
        // whether the webhook refused one before is a matter of how fast its pods came; OrderTrapsIT makes it refuse
        Instant accepted = cluster.auditOf("plumbline")
                .filter(event ->
                        event.verb().equals("create") && event.resource().equals("services"))
                .filter(event -> event.uri().contains("dryRun=All") && event.code() == 201)
                .map(AuditEvent::received)
                .min(Comparator.naturalOrder())
                .orElseThrow();

        assertThat(cluster.auditOf("Helm/")
                        .filter(event -> event.verb().equals("create")
                                && event.resource().equals("services")
                                && event.namespace().equals(NAMESPACE)))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(event -> assertThat(event.received()).isAfter(accepted))
                .allMatch(event -> event.code() == 201);
    }

    @Test
    void withoutPodsOfTheLoadBalancerControllerNoServiceCanBeCreated() {
        asOriginal();
        KubernetesClient client = cluster.client();
        var controller =
                client.apps().deployments().inNamespace("kube-system").withName("aws-load-balancer-controller");
        controller.scale(0);
        try {
            // the pods that end serve on for some seconds, until their endpoints are gone
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThatThrownBy(
                            () -> client.resource(someService()).dryRun().create())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("mservice.elbv2.k8s.aws"));
        } finally {
            controller.scale(2);
        }
        // new pods answer within some seconds of their start
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(KubernetesClientException.class)
                .until(() -> client.resource(someService()).dryRun().create() != null);
    }

    @Test
    void readOnlyVerificationStaysWithinSixtyRequests() {
        asOriginal();
        Instant start = Instant.now();

        PlumblineProcess.Ended verify = PlumblineProcess.run(cluster.asPerson(original), "verify", "--existing");

        assertThat(verify.output()).contains("Verified live:local");
        List<AuditEvent> requests = cluster.ourDistinctRequestsSince(start);
        assertThat(requests)
                .as("%d requests", requests.size())
                .allMatch(event -> !event.writes())
                .hasSizeBetween(FEWEST_REQUESTS, REQUEST_BUDGET);
        verify.output()
                .lines()
                .filter(line -> line.startsWith("Observed") || line.startsWith("Verified"))
                .forEach(line -> System.out.printf("%s [%d requests, %s]%n", line, requests.size(), verify.took()));
    }

    @Test
    void requestsDoNotGrowWithTheNumberOfChecks() {
        asOriginal();
        List<Check> all = Catalogue.ofSuite().checks();
        List<Check> half = all.subList(0, all.size() / 2);

        assertThat(requestsOf(all)).isEqualTo(requestsOf(half)).isPositive();
    }

    private int requestsOf(List<Check> checks) {
        Instant start = Instant.now();
        cluster.with(original, installation -> {
            Observed observed = ProjectSources.observe(original.workspace(), installation, Questions.readingOnly());
            checks.forEach(check -> check.subjectsOf(observed).forEach(subject -> check.run(observed, subject)));
            return observed;
        });
        return cluster.ourDistinctRequestsSince(start).size();
    }

    /** Deploys the project as it is; nothing is written when the test before left it so. */
    private void asOriginal() {
        assertThat(cluster.deploy(original).journal().failures()).isEmpty();
    }

    private ProjectCopy copy(String name) {
        return ProjectCopy.in(folder.resolve(name));
    }

    private StoredRelease released(String name) {
        return cluster.releases().values().stream()
                .filter(release -> release.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> infraConfig() {
        return cluster.client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName("infra-config")
                .get()
                .getData();
    }

    /** What the stand-in service tells of itself, through the API server's proxy. */
    private JsonNode configInside(Pod pod) {
        int port = pod.getSpec().getContainers().get(0).getPorts().get(0).getContainerPort();
        return JsonMapper.shared()
                .readTree(cluster.client()
                        .raw("/api/v1/namespaces/%s/pods/%s:%d/proxy/config"
                                .formatted(NAMESPACE, pod.getMetadata().getName(), port)));
    }

    private List<Pod> podsOf(String service) {
        return cluster
                .client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/instance", service)
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> pod.getSpec().getContainers().get(0).getName().equals("service"))
                .toList();
    }

    private Set<String> podNames(Set<String> services) {
        return services.stream()
                .flatMap(service -> podsOf(service).stream())
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> podNamesIn(String namespace) {
        return cluster.client().pods().inNamespace(namespace).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Integer> raised(Map<String, Integer> revisions, Set<String> releases) {
        Map<String, Integer> raised = new HashMap<>(revisions);
        releases.forEach(release -> raised.merge(release, 1, Integer::sum));
        return raised;
    }

    private static Service someService() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("some-service")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
    }

    private static String sha256(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
