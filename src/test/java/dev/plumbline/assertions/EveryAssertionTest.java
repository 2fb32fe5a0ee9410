package dev.plumbline.assertions;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plumbline.assertions.DeployAssert.Ready;
import dev.plumbline.assertions.DeployAssert.Sent;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.StepState.Phase;
import dev.plumbline.environment.Autoscaling;
import dev.plumbline.environment.Resources;
import dev.plumbline.environment.Resources.Amounts;
import dev.plumbline.environment.SecretsConfig;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.Exchange;
import dev.plumbline.iam.permission.Decision;
import dev.plumbline.iam.permission.Evidence;
import dev.plumbline.iam.permission.Expectation;
import dev.plumbline.iam.permission.Question;
import dev.plumbline.iam.permission.RolePermissions;
import dev.plumbline.iam.permission.RolePolicies;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.UnreadablePolicy;
import dev.plumbline.observe.ChartVersion;
import dev.plumbline.observe.ConfigEntry;
import dev.plumbline.observe.Fingerprint;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.Origin;
import dev.plumbline.observe.RoleBearer;
import dev.plumbline.observe.SeenApiService;
import dev.plumbline.observe.SeenAutoscaler;
import dev.plumbline.observe.SeenConfiguration;
import dev.plumbline.observe.SeenContainer;
import dev.plumbline.observe.SeenDeploy;
import dev.plumbline.observe.SeenExchange;
import dev.plumbline.observe.SeenExternalSecret;
import dev.plumbline.observe.SeenNamespace;
import dev.plumbline.observe.SeenObject;
import dev.plumbline.observe.SeenPermissions;
import dev.plumbline.observe.SeenPod;
import dev.plumbline.observe.SeenProvider;
import dev.plumbline.observe.SeenReach;
import dev.plumbline.observe.SeenRelease;
import dev.plumbline.observe.SeenRole;
import dev.plumbline.observe.SeenSecret;
import dev.plumbline.observe.SeenSecretStore;
import dev.plumbline.observe.SeenToken;
import dev.plumbline.observe.SeenWorkload;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import dev.plumbline.redact.Redactor;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each assertion on something that is wrong: who reads its message knows which object, seen where, what was expected and by whom. */
class EveryAssertionTest {
    private static final Observed SMALL = SmallPlatform.rendered();
    private static final Origin LOCAL = new Origin(SmallPlatform.environment(), Source.LOCAL);
    /** Its place in a file is known. */
    private static final String INPUT = "namespace";

    private static final String INPUT_PLACE = "<- environments/tiny.yaml:3 (namespace)";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final ServiceSettings FRONT = SMALL.environment().services().get("front");
    private static final ServiceSettings LEDGER = SMALL.environment().services().get("ledger");

    /**
     * An assertion that does not hold.
     *
     * @param name class and method
     * @param call says {@code declaredAt} before, where that can be said
     * @param words that the message must have, besides those of every message
     */
    record Red(String name, ThrowingCallable call, List<String> words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Red> reds() {
        return Stream.of(
                        ofEveryObject(),
                        ofAutoscalers(),
                        ofConfiguration(),
                        ofContainers(),
                        ofWorkloads(),
                        ofServices(),
                        ofPods(),
                        ofSecrets(),
                        ofDeploys(),
                        ofAccounts())
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource("reds")
    void namesObjectEnvironmentSourceAndEveryFieldThatIsWrong(Red red) {
        assertThatThrownBy(red.call())
                .isInstanceOf(PlatformAssertionError.class)
                .hasMessageMatching("(?s)\\S.* \\(environment tiny, (rendered|local cluster)\\) \\S.*:\\n.*")
                .hasMessageContainingAll("expected: ", "found:    ")
                .hasMessageContainingAll(red.words().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("reds")
    void namesThePlaceWhereWhatWasExpectedIsWritten(Red red) {
        Throwable thrown = catchThrowable(red.call());

        assertThat(((PlatformAssertionError) thrown).mismatches())
                .as(thrown.getMessage())
                .isNotEmpty()
                .allSatisfy(mismatch -> assertThat(mismatch.toString()).contains("<- "));
    }

    @Test
    void tellsNoValueOfASecret() {
        SeenSecret secret = SeenSecret.of(
                new SecretBuilder(object("""
                                apiVersion: v1
                                kind: Secret
                                metadata: {name: s, namespace: n}""", Secret.class))
                        .addToData("password", "aHVudGVyMi1pcy1sb25n")
                        .build(),
                LOCAL);
        Fingerprint other = Fingerprint.of("correct horse".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> assertThat(secret).holds(Map.of("password", other)))
                .hasMessageContainingAll("Secret n/s", "data.password", "another value")
                .satisfies(error -> assertThat(error.getMessage())
                        .doesNotContain(
                                "hunter2",
                                "aHVudGVyMi",
                                "correct horse",
                                other.sha256().substring(0, 8)));
    }

    @Test
    void whatAContainerIsToldIsTakenOutOfAReportWhenItIsASecret() {
        Redactor redactor = new Redactor();
        redactor.register("hunter2-is-long");
        SeenContainer told = pod("spec: {containers: [{name: c, args: [--password=hunter2-is-long]}]}")
                .container("c");

        assertThatThrownBy(() -> assertThat(told).isTold("--quiet"))
                .satisfies(error -> assertThat(redactor.redact(error.getMessage()))
                        .contains("container c of Pod n/p", "--quiet", Redactor.MASK)
                        .doesNotContain("hunter2"));
    }

    private static Stream<Red> ofEveryObject() {
        SeenObject stranger = new SeenObject(object("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: p, namespace: n}""", Pod.class), LOCAL);
        SeenApiService api = new SeenApiService(object("""
                        apiVersion: apiregistration.k8s.io/v1
                        kind: APIService
                        metadata: {name: v1beta1.metrics.k8s.io}
                        status: {conditions: [{type: Available, status: "False", reason: MissingEndpoints, message: why}]}""", APIService.class), LOCAL);
        SeenNamespace ending = new SeenNamespace(object("""
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: n}
                        status: {phase: Terminating}""", Namespace.class), LOCAL);
        SeenRelease release = new SeenRelease(
                new ReleaseId("n", "r"), "c", "1.0.0", Optional.empty(), Optional.of(ReleaseStatus.FAILED), LOCAL);
        return Stream.of(
                red(
                        "SeenAssert.carriesTags",
                        () -> assertThat(SMALL.namespace())
                                .declaredAt(INPUT)
                                .carriesTags(Map.of("Owner", "x", "New", "y")),
                        "Namespace tiny-apps",
                        "metadata.labels.Owner",
                        "metadata.labels.New"),
                red(
                        "SeenAssert.hasLabel",
                        () -> assertThat(stranger).declaredAt(INPUT).hasLabel("a", "b"),
                        "Pod n/p",
                        "metadata.labels.a",
                        INPUT_PLACE),
                red(
                        "SeenAssert.hasAnnotation",
                        () -> assertThat(stranger).declaredAt(INPUT).hasAnnotation("a", "b"),
                        "metadata.annotations.a"),
                red(
                        "ObjectAssert.isDeclared",
                        () -> assertThat(stranger).declaredAt(INPUT).isDeclared(),
                        "Pod n/p",
                        "was declared by nobody"),
                red(
                        "ApiServiceAssert.isAvailable",
                        () -> assertThat(api).declaredAt(INPUT).isAvailable(),
                        "APIService v1beta1.metrics.k8s.io",
                        "False (MissingEndpoints: why)"),
                red(
                        "NamespaceAssert.isActive",
                        () -> assertThat(ending).declaredAt(INPUT).isActive(),
                        "Namespace n",
                        "status.phase",
                        "Terminating"),
                red(
                        "ReleaseAssert.isMadeFrom",
                        () -> assertThat(release).declaredAt(INPUT).isMadeFrom(new ChartVersion("d", "2.0.0")),
                        "release n/r",
                        "chart.metadata.name",
                        "chart.metadata.version"),
                red(
                        "ReleaseAssert.isDeployed",
                        () -> assertThat(release).declaredAt(INPUT).isDeployed(),
                        "info.status",
                        "failed"),
                red(
                        "AccountAssert.assumes",
                        () -> assertThat(SMALL.serviceAccount("tiny-apps", "front-door"))
                                .declaredAt(INPUT)
                                .assumes("arn:aws:iam::1:role/other"),
                        "ServiceAccount tiny-apps/front-door",
                        "eks.amazonaws.com/role-arn",
                        "role/other",
                        INPUT_PLACE),
                red(
                        "AccountAssert.leavesItsRoleToPodIdentity",
                        () -> assertThat(SMALL.serviceAccount("tiny-apps", "front-door"))
                                .declaredAt(INPUT)
                                .leavesItsRoleToPodIdentity(),
                        "expected: nothing",
                        "role/front"),
                red(
                        "AccountAssert.assumesNoRole",
                        () -> assertThat(SMALL.serviceAccount("tiny-apps", "front-door"))
                                .declaredAt(INPUT)
                                .assumesNoRole(),
                        "expected: nothing",
                        "role/front"));
    }

    private static Stream<Red> ofAutoscalers() {
        SeenAutoscaler seen = SMALL.autoscalerOf(FRONT);
        SeenAutoscaler idle = new SeenAutoscaler(object("""
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: a, namespace: n}""", HorizontalPodAutoscaler.class), LOCAL);
        return Stream.of(
                red(
                        "AutoscalerAssert.scalesBetween",
                        () -> assertThat(seen).declaredAt(INPUT).scalesBetween(new Autoscaling(1, 9, 70, Map.of())),
                        "spec.minReplicas",
                        "spec.maxReplicas",
                        "namespace.max_replicas"),
                red(
                        "AutoscalerAssert.aimsAtCpuUtilization",
                        () -> assertThat(seen).declaredAt(INPUT).aimsAtCpuUtilization(99),
                        "spec.metrics[0].resource.target.averageUtilization",
                        "expected: 99"),
                red(
                        "AutoscalerAssert.scales",
                        () -> assertThat(seen).declaredAt(INPUT).scales(SMALL.deploymentOf(LEDGER)),
                        "spec.scaleTargetRef.name",
                        "ledger-service"),
                red(
                        "AutoscalerAssert.behaves",
                        () -> assertThat(seen)
                                .declaredAt(INPUT)
                                .behaves(Map.of("scaleUp", Map.of("selectPolicy", "Max"))),
                        "spec.behavior.scaleUp.selectPolicy"),
                red(
                        "AutoscalerAssert.isScaling",
                        () -> assertThat(idle).declaredAt(INPUT).isScaling(),
                        "status.conditions[AbleToScale]",
                        "status.conditions[ScalingActive]",
                        "status.currentMetrics"),
                red(
                        "BudgetAssert.allowsUnavailable",
                        () -> assertThat(SMALL.disruptionBudgetOf(FRONT))
                                .declaredAt(INPUT)
                                .allowsUnavailable(2),
                        "PodDisruptionBudget tiny-apps/front-door",
                        "spec.maxUnavailable"),
                red(
                        "BudgetAssert.guards",
                        () -> assertThat(SMALL.disruptionBudgetOf(FRONT))
                                .declaredAt(INPUT)
                                .guards(SMALL.deploymentOf(LEDGER)),
                        "spec.selector.matchLabels",
                        "ledger-service"));
    }

    private static Stream<Red> ofConfiguration() {
        SeenConfiguration process = new SeenConfiguration("p", Map.of("OTHER", "0".repeat(64)), LOCAL);
        SeenReach reach = new SeenReach("p", Map.of("A_URL", "http://a: refused"), LOCAL);
        return Stream.of(
                red(
                        "ConfigAssert.hasExactlyTheKeys",
                        () -> assertThat(SMALL.infraConfig()).declaredAt(INPUT).hasExactlyTheKeys(List.of("NEW")),
                        "ConfigMap tiny-apps/infra-config",
                        "data.NEW",
                        "data.AWS_REGION"),
                red(
                        "ConfigAssert.has",
                        () -> assertThat(SMALL.infraConfig()).has(new ConfigEntry("NAMESPACE", "x", INPUT)),
                        "data.NAMESPACE",
                        "expected: x",
                        INPUT_PLACE),
                red(
                        "ConfigurationAssert.sees",
                        () -> assertThat(process)
                                .declaredAt(INPUT)
                                .sees(List.of(
                                        new ConfigEntry("OTHER", "x", INPUT), new ConfigEntry("NEW", "y", INPUT))),
                        "env.OTHER",
                        "another value",
                        "env.NEW",
                        "no such variable",
                        INPUT_PLACE),
                red(
                        "ReachAssert.reaches",
                        () -> assertThat(reach).declaredAt(INPUT).reaches(List.of("A_URL", "B_URL")),
                        "network of pod p",
                        "A_URL",
                        "http://a: refused",
                        "B_URL",
                        "the pod does not know it"));
    }

    private static Stream<Red> ofContainers() {
        SeenContainer front = SMALL.deploymentOf(FRONT).container("service");
        SeenContainer reader = SMALL.deploymentOf(LEDGER).container("service");
        SeenContainer bare =
                pod("spec: {containers: [{name: c, image: 'a/b:latest'}]}").container("c");
        return Stream.of(
                red(
                        "ContainerAssert.requests",
                        () -> assertThat(front).declaredAt(INPUT).requests("9", "9Gi"),
                        "container service of Deployment tiny-apps/front-door",
                        "resources.requests.cpu",
                        "resources.requests.memory"),
                red(
                        "ContainerAssert.limits",
                        () -> assertThat(front).declaredAt(INPUT).limits("9", "9Gi"),
                        "resources.limits.cpu",
                        "resources.limits.memory"),
                red(
                        "ContainerAssert.hasResources",
                        () -> assertThat(bare)
                                .declaredAt(INPUT)
                                .hasResources(new Resources(new Amounts("1", "1Gi"), Optional.empty())),
                        "container c of Pod n/p",
                        "spec.containers[c].resources.requests.cpu",
                        "found:    nothing"),
                red(
                        "ContainerAssert.boundsItsResources",
                        () -> assertThat(bare).declaredAt(INPUT).boundsItsResources(),
                        "resources.requests.cpu",
                        "resources.limits.memory"),
                red(
                        "ContainerAssert.boundsItsResources, a request above its limit",
                        () -> assertThat(pod("""
                                        spec:
                                          containers:
                                            - name: c
                                              resources: {requests: {cpu: 2, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}""").container("c"))
                                .declaredAt(INPUT)
                                .boundsItsResources(),
                        "at most the limit 1"),
                red(
                        "ContainerAssert.requestsCpu",
                        () -> assertThat(bare).declaredAt(INPUT).requestsCpu(),
                        "an amount above 0"),
                red(
                        "ContainerAssert.runsImage",
                        () -> assertThat(front).declaredAt(INPUT).runsImage("a/b:1"),
                        "image",
                        "expected: a/b:1",
                        INPUT_PLACE),
                red(
                        "ContainerAssert.usesImageOf",
                        () -> assertThat(front).declaredAt(INPUT).usesImageOf(List.of("docker.io")),
                        "one of [docker.io]"),
                red(
                        "ContainerAssert.namesItsImageExactly",
                        () -> assertThat(bare).declaredAt(INPUT).namesItsImageExactly(),
                        "a tag other than latest",
                        "a/b:latest"),
                red(
                        "ContainerAssert.takesConfigFrom",
                        () -> assertThat(front).declaredAt(INPUT).takesConfigFrom("other"),
                        "envFrom",
                        "configMapRef other"),
                red(
                        "ContainerAssert.overridesNone",
                        () -> assertThat(front).declaredAt(INPUT).overridesNone(List.of("PORT")),
                        ".env",
                        "[PORT]"),
                red(
                        "ContainerAssert.takesSecret",
                        () -> assertThat(reader).declaredAt(INPUT).takesSecret("RDS_PASSWORD", "s", "k"),
                        "env[RDS_PASSWORD].valueFrom.secretKeyRef.name",
                        "secretKeyRef.key"),
                red(
                        "ContainerAssert.doesNotUseSecret",
                        () -> assertThat(reader).declaredAt(INPUT).doesNotUseSecret("db-login"),
                        "nothing from Secret db-login"),
                red(
                        "ContainerAssert.listensOn",
                        () -> assertThat(front).declaredAt(INPUT).listensOn(1),
                        ".ports",
                        "expected: 1/TCP"),
                red(
                        "ContainerAssert.hasVariable",
                        () -> assertThat(front).declaredAt(INPUT).hasVariable("NEW", "x"),
                        "env[NEW]"),
                red(
                        "ContainerAssert.isTold",
                        () -> assertThat(front).declaredAt(INPUT).isTold("--x"),
                        "a word that ends in --x"),
                red(
                        "ContainerAssert.isProbedAt",
                        () -> assertThat(front).declaredAt(INPUT).isProbedAt("/a", "/b"),
                        "livenessProbe.httpGet.path",
                        "readinessProbe.httpGet.path"),
                red(
                        "ContainerAssert.hasSecurityContext",
                        () -> assertThat(front).declaredAt(INPUT).hasSecurityContext(Map.of("runAsUser", 7)),
                        "securityContext.runAsUser",
                        "expected: 7"),
                red(
                        "ContainerAssert.isRestricted",
                        () -> assertThat(bare).declaredAt(INPUT).isRestricted(),
                        "allowPrivilegeEscalation",
                        "readOnlyRootFilesystem",
                        "capabilities.drop"));
    }

    private static Stream<Red> ofWorkloads() {
        SeenWorkload front = SMALL.deploymentOf(FRONT);
        SeenWorkload bare = new SeenWorkload(object("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: d, namespace: n, generation: 2}
                        spec:
                          replicas: 3
                          selector: {matchLabels: {Owner: x}}
                          template: {metadata: {}, spec: {containers: []}}
                        status: {observedGeneration: 1}""", HasMetadata.class), LOCAL);
        return Stream.of(
                red(
                        "WorkloadAssert.leavesReplicasToItsAutoscaler",
                        () -> assertThat(bare).declaredAt(INPUT).leavesReplicasToItsAutoscaler(),
                        "Deployment n/d",
                        "spec.replicas"),
                red(
                        "WorkloadAssert.hasReplicas",
                        () -> assertThat(bare).declaredAt(INPUT).hasReplicas(2),
                        "spec.replicas",
                        INPUT_PLACE),
                red(
                        "WorkloadAssert.runsAs",
                        () -> assertThat(front).declaredAt(INPUT).runsAs("other"),
                        "serviceAccountName",
                        INPUT_PLACE),
                red(
                        "WorkloadAssert.annotatesItsPods",
                        () -> assertThat(bare).declaredAt(INPUT).annotatesItsPods("a", "b"),
                        "spec.template.metadata.annotations.a"),
                red(
                        "WorkloadAssert.hidesServiceLinks",
                        () -> assertThat(bare).declaredAt(INPUT).hidesServiceLinks(),
                        "enableServiceLinks",
                        "expected: false"),
                red(
                        "WorkloadAssert.selectsWithout",
                        () -> assertThat(bare).declaredAt(INPUT).selectsWithout(List.of("Owner")),
                        "spec.selector.matchLabels",
                        "[Owner]"),
                red(
                        "WorkloadAssert.tagsItsPods",
                        () -> assertThat(bare).declaredAt(INPUT).tagsItsPods(Map.of("A", "1", "B", "2")),
                        "spec.template.metadata.labels.A",
                        "spec.template.metadata.labels.B"),
                red(
                        "WorkloadAssert.isRestricted",
                        () -> assertThat(bare).declaredAt(INPUT).isRestricted(),
                        "runAsNonRoot",
                        "seccompProfile.type"));
    }

    private static Stream<Red> ofServices() {
        SeenPod unready = pod("spec: {containers: []}");
        return Stream.of(
                red(
                        "ServiceAssert.servesOn",
                        () -> assertThat(SMALL.serviceOf(FRONT))
                                .declaredAt(INPUT)
                                .servesOn(1, SMALL.deploymentOf(FRONT)),
                        "Service tiny-apps/front-door",
                        "spec.ports[0].port",
                        "spec.ports[0].targetPort"),
                red(
                        "ServiceAssert.selects",
                        () -> assertThat(SMALL.serviceOf(FRONT))
                                .declaredAt(INPUT)
                                .selects(SMALL.deploymentOf(LEDGER)),
                        "spec.selector"),
                red(
                        "ServiceAssert.selectsNot",
                        () -> assertThat(SMALL.serviceOf(FRONT))
                                .declaredAt(INPUT)
                                .selectsNot(SMALL.deploymentOf(FRONT)),
                        "leaves out the pods of Deployment tiny-apps/front-door"),
                red(
                        "ServiceAssert.leadsToAReadyOneOf",
                        () -> assertThat(SMALL.serviceOf(FRONT))
                                .declaredAt(INPUT)
                                .leadsToAReadyOneOf(List.of(unready)),
                        "leads to nobody who answers",
                        "a selector that matches a ready pod"));
    }

    private static Stream<Red> ofPods() {
        SeenPod pod = pod("""
                        spec: {containers: [{name: c}], initContainers: [{name: i}]}
                        status:
                          phase: Running
                          conditions: [{type: Ready, status: "False"}]
                          containerStatuses:
                            - {name: c, restartCount: 2, state: {running: {startedAt: "2026-01-01T11:00:00Z"}}}""");
        return Stream.of(
                red("PodAssert.isReady", () -> assertThat(pod).declaredAt(INPUT).isReady(), "Pod n/p", "phase Running"),
                red(
                        "PodAssert.neverRestarted",
                        () -> assertThat(pod).declaredAt(INPUT).neverRestarted(),
                        "status.containerStatuses[c].restartCount",
                        "found:    2"),
                red(
                        "PodAssert.startedSince",
                        () -> assertThat(pod).declaredAt(INPUT).startedSince(NOON),
                        "startedAt",
                        "at 2026-01-01T12:00:00Z or later"),
                red(
                        "PodAssert.canAssume",
                        () -> assertThat(pod).declaredAt(INPUT).canAssume("arn:aws:iam::1:role/r", "eu-central-1"),
                        "spec.initContainers[i].env.AWS_ROLE_ARN",
                        "spec.containers[c].env.AWS_ROLE_ARN",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        "AWS_REGION",
                        "a projected token for sts.amazonaws.com"),
                red(
                        "PodAssert.canAskPodIdentity",
                        () -> assertThat(pod).declaredAt(INPUT).canAskPodIdentity(),
                        "spec.containers[c].env.AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                        "a projected token for pods.eks.amazonaws.com"));
    }

    private static Stream<Red> ofSecrets() {
        SeenExternalSecret stale = new SeenExternalSecret(custom("""
                        kind: ExternalSecret
                        metadata: {name: e, namespace: n, generation: 3}
                        spec: {refreshInterval: 1m}
                        status: {refreshTime: "2026-01-01T11:00:00Z", syncedResourceVersion: 2-abc}"""), LOCAL);
        SeenSecretStore store = new SeenSecretStore(custom("""
                        kind: ClusterSecretStore
                        metadata: {name: s}
                        spec: {provider: {vault: {}, aws: {service: ParameterStore}}}"""), LOCAL);
        SeenSecret secret = SeenSecret.of(object("""
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: s, namespace: n}
                        data: {username: ""}""", Secret.class), LOCAL);
        SecretsConfig declared = SMALL.environment().secrets();
        return Stream.of(
                red(
                        "ExternalSecretAssert.asksStore",
                        () -> assertThat(stale).declaredAt(INPUT).asksStore("s"),
                        "ExternalSecret n/e",
                        "spec.secretStoreRef.name",
                        "spec.secretStoreRef.kind"),
                red(
                        "ExternalSecretAssert.writes",
                        () -> assertThat(stale).declaredAt(INPUT).writes(declared),
                        "spec.target.name",
                        "spec.target.creationPolicy",
                        "spec.refreshInterval"),
                red(
                        "ExternalSecretAssert.fetches",
                        () -> assertThat(stale).declaredAt(INPUT).fetches(declared),
                        "spec.data[username].remoteRef.key",
                        "spec.data[password].remoteRef.property"),
                red(
                        "ExternalSecretAssert.isSynced",
                        () -> assertThat(stale).declaredAt(INPUT).isSynced(),
                        "status.conditions[Ready]",
                        "no such condition"),
                red(
                        "ExternalSecretAssert.isSyncedAtItsGeneration",
                        () -> assertThat(stale).declaredAt(INPUT).isSyncedAtItsGeneration(),
                        "of generation 3",
                        "2-abc"),
                red(
                        "ExternalSecretAssert.wasRefreshedBefore",
                        () -> assertThat(stale).declaredAt(INPUT).wasRefreshedBefore(NOON),
                        "is stale",
                        "since 2026-01-01T11:57:00Z"),
                red(
                        "SecretStoreAssert.readsSecretsManagerOf",
                        () -> assertThat(store).declaredAt(INPUT).readsSecretsManagerOf("eu-west-1"),
                        "ClusterSecretStore s",
                        "spec.provider.aws.service",
                        "spec.provider.aws.region",
                        "spec.provider (number)"),
                red(
                        "SecretStoreAssert.authenticatesAs",
                        () -> assertThat(store).declaredAt(INPUT).authenticatesAs("n", "a"),
                        "serviceAccountRef.name",
                        "serviceAccountRef.namespace"),
                red(
                        "SecretStoreAssert.authenticatesAsItsOperatorsPods",
                        () -> assertThat(SMALL.secretStore()).declaredAt(INPUT).authenticatesAsItsOperatorsPods(),
                        "spec.provider.aws.auth"),
                red(
                        "SecretStoreAssert.isReady",
                        () -> assertThat(store).declaredAt(INPUT).isReady(),
                        "status.conditions[Ready]"),
                red(
                        "SecretAssert.hasFilled",
                        () -> assertThat(secret).declaredAt(INPUT).hasFilled(List.of("username", "password")),
                        "Secret n/s",
                        "data.username",
                        "an empty value",
                        "data.password",
                        "no such key"),
                red(
                        "SecretAssert.holds",
                        () -> assertThat(secret).declaredAt(INPUT).holds(Map.of("username", Fingerprint.of(new byte[] {1
                        }))),
                        "data.username",
                        "another value"));
    }

    private static Stream<Red> ofDeploys() {
        SeenDeploy deploy = new SeenDeploy(
                new Journal(
                        "tiny",
                        "uid",
                        NOON,
                        Duration.ofSeconds(9),
                        List.of(
                                step("first", Phase.READY, 5, 6, 7, ""),
                                step("second", Phase.FAILED, 1, 2, 3, "no image"))),
                LOCAL);
        SeenToken token = new SeenToken("n/a", "https://x", "https://y", "nobody", List.of("vault"), false, LOCAL);
        return Stream.of(
                red(
                        "DeployAssert.started, ready",
                        () -> assertThat(deploy).declaredAt(INPUT).started("second", new Ready("first")),
                        "deploy of 2026-01-01T12:00:00Z",
                        "step second started",
                        "after step first was ready (2026-01-01T12:00:07Z)"),
                red(
                        "DeployAssert.started, sent",
                        () -> assertThat(deploy).declaredAt(INPUT).started("second", new Sent("first")),
                        "after step first was sent (2026-01-01T12:00:06Z)"),
                red(
                        "DeployAssert.gotReady",
                        () -> assertThat(deploy).declaredAt(INPUT).gotReady(),
                        "step second",
                        "FAILED: no image"),
                red(
                        "TokenAssert.isTrustworthyFor",
                        () -> assertThat(token).declaredAt(INPUT).isTrustworthyFor("n", "a"),
                        "token of ServiceAccount n/a",
                        "sub",
                        "aud",
                        "iss",
                        "signature"),
                red(
                        "TokenAssert.isIssuedBy",
                        () -> assertThat(token)
                                .declaredAt(INPUT)
                                .isIssuedBy("arn:aws:iam::1:oidc-provider/oidc.example/id/1"),
                        "expected: https://oidc.example/id/1",
                        INPUT_PLACE));
    }

    private static Stream<Red> ofAccounts() {
        RoleBearer bearer = SMALL.declared().roleBearers().stream()
                .filter(each -> each.roleKey().equals("front_service"))
                .findFirst()
                .orElseThrow();
        String provider = "arn:aws:iam::111111111111:oidc-provider/oidc.example/id/1";
        SeenRole open =
                new SeenRole(bearer, Optional.of(new AccountRole(bearer.roleArn(), """
                {"Version": "2012-10-17", "Statement": {"Sid": "Open", "Effect": "Allow",
                 "Principal": {"Federated": "%s"}, "Action": "sts:AssumeRoleWithWebIdentity"}}""".formatted(provider))), LOCAL);
        Expectation expectation =
                new Expectation("publishes", true, List.of("sns:Publish"), "arn:aws:sns:::t", Map.of());
        RolePolicies policies = new RolePolicies(Map.of("p", policy("s3:GetObject")), false);
        SeenPermissions permissions = new SeenPermissions(
                bearer.roleKey(),
                bearer.roleArn(),
                Optional.of(new RolePermissions(
                        List.of(new Decision(
                                new Question("secretsmanager:GetSecretValue", "*", Map.of()),
                                Decision.Outcome.ALLOWED,
                                "policy p")),
                        Evidence.SIMULATED,
                        Optional.of(policies),
                        "")),
                LOCAL);
        Exchange refused = new Exchange.Refused("AccessDenied", "no");
        return Stream.of(
                red(
                        "RoleAssert.isTrustedToItsServiceAccountOnly",
                        () -> assertThat(open).declaredAt(INPUT).isTrustedToItsServiceAccountOnly(provider),
                        "IAM role " + bearer.roleArn() + " (front_service)",
                        "AssumeRolePolicyDocument",
                        "Open",
                        "system:serviceaccount:tiny-apps:front-door",
                        INPUT_PLACE),
                red(
                        "RoleAssert.isTrustedToPodIdentity",
                        () -> assertThat(open).declaredAt(INPUT).isTrustedToPodIdentity(),
                        "IAM role " + bearer.roleArn() + " (front_service)",
                        "AssumeRolePolicyDocument",
                        "Open",
                        "pods.eks.amazonaws.com",
                        INPUT_PLACE),
                red(
                        "ProviderAssert.takesTokensForSts",
                        () -> assertThat(new SeenProvider(provider, Optional.empty(), LOCAL))
                                .declaredAt(INPUT)
                                .takesTokensForSts(),
                        "OIDC provider " + provider,
                        "apply module eks",
                        INPUT_PLACE),
                red(
                        "PermissionsAssert.areAsExpected",
                        () -> assertThat(permissions).declaredAt(INPUT).areAsExpected(List.of(expectation)),
                        "publishes: sns:Publish on arn:aws:sns:::t",
                        INPUT_PLACE),
                red(
                        "PermissionsAssert.areNoMoreThanExpected",
                        () -> assertThat(permissions)
                                .declaredAt(INPUT)
                                .areNoMoreThanExpected(List.of(expectation), policies),
                        "allows s3:GetObject",
                        INPUT_PLACE),
                red(
                        "PermissionsAssert.doNotAllow",
                        () -> assertThat(permissions).declaredAt(INPUT).doNotAllow("secretsmanager:GetSecretValue"),
                        "allowed by policy p",
                        INPUT_PLACE),
                red(
                        "ExchangeAssert.isHandedToItsServiceAccountOnly",
                        () -> assertThat(new SeenExchange(bearer, refused, "n/other", refused, refused, LOCAL))
                                .declaredAt(INPUT)
                                .isHandedToItsServiceAccountOnly(),
                        "AssumeRoleWithWebIdentity with a token of tiny-apps/front-door",
                        "refused: AccessDenied",
                        INPUT_PLACE));
    }

    private static PolicyDocument policy(String action) {
        try {
            return PolicyReader.ofPermissions().read("""
                    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "%s", "Resource": "*"}}""".formatted(action));
        } catch (UnreadablePolicy broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private static Red red(String name, ThrowingCallable call, String... words) {
        return new Red(name, call, List.of(words));
    }

    private static JournalEntry step(String id, Phase phase, int started, int sent, int ready, String detail) {
        return new JournalEntry(
                id,
                "create",
                phase,
                Optional.of(NOON.plusSeconds(started)),
                Optional.of(NOON.plusSeconds(sent)),
                Optional.of(NOON.plusSeconds(ready)),
                detail);
    }

    private static SeenPod pod(String rest) {
        return new SeenPod(
                object("apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n}\n" + rest, Pod.class), LOCAL);
    }

    private static GenericKubernetesResource custom(String rest) {
        return object("apiVersion: external-secrets.io/v1beta1\n" + rest, GenericKubernetesResource.class);
    }

    private static <T extends HasMetadata> T object(String yaml, Class<T> type) {
        return type.cast(
                type == HasMetadata.class ? Serialization.unmarshal(yaml) : Serialization.unmarshal(yaml, type));
    }
}
