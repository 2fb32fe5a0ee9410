package dev.plumbline.charts;

import static dev.plumbline.charts.RenderedChart.at;
import static dev.plumbline.charts.RenderedChart.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.helm.HelmException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The shared chart of all services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceChartTest {
    private static final String NAME = "gateway-service";
    private static final String CHECKSUM = "0123456789abcdef".repeat(4);
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final Map<String, String> TAGS = Map.of("Project", "llm-judge", "CostCenter", "1234");

    private Charts charts;

    @BeforeAll
    void open(@TempDir Path folder) {
        charts = new Charts(folder);
    }

    @AfterAll
    void close() {
        charts.close();
    }

    @Test
    void everyObjectBearsTheNameOfTheRelease() {
        assertThat(render(Map.of()).identities())
                .containsExactlyInAnyOrder(
                        "Deployment llm-judge/gateway-service",
                        "Service llm-judge/gateway-service",
                        "ServiceAccount llm-judge/gateway-service",
                        "HorizontalPodAutoscaler llm-judge/gateway-service",
                        "PodDisruptionBudget llm-judge/gateway-service");
    }

    @Test
    void tagsAreOnEveryObjectAndOnThePodsButInNoSelector() {
        RenderedChart rendered = render(everything());

        assertThat(rendered.objects()).hasSize(10);
        for (JsonNode object : rendered.objects()) {
            assertThat(labels(object, "/metadata/labels"))
                    .as(RenderedChart.identity(object))
                    .containsAllEntriesOf(TAGS);
        }
        assertThat(labels(deployment(rendered), "/spec/template/metadata/labels"))
                .containsAllEntriesOf(TAGS);
        assertThat(selectors(rendered)).hasSize(8).allSatisfy(selector -> assertThat(selector)
                .containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/instance"));
    }

    @Test
    void selectorsOfTheServiceMatchItsOwnPodsAndNeitherTheCachesNorTheTests() {
        RenderedChart rendered = render(everything());
        Map<String, String> selector = labels(rendered.object("Service", NAME), "/spec/selector");
        Map<String, String> cacheSelector = labels(rendered.object("Service", "redis-cache"), "/spec/selector");

        assertThat(labels(deployment(rendered), "/spec/template/metadata/labels"))
                .containsAllEntriesOf(selector);
        Map<String, String> cachePods =
                labels(rendered.object("Deployment", "redis-cache"), "/spec/template/metadata/labels");
        assertThat(cachePods.entrySet().containsAll(selector.entrySet())).isFalse();
        assertThat(cachePods).containsAllEntriesOf(cacheSelector);
        assertThat(labels(deployment(rendered), "/spec/template/metadata/labels")
                        .entrySet()
                        .containsAll(cacheSelector.entrySet()))
                .isFalse();
    }

    @Test
    void theTestsPodAsksTheServiceAndIsNoneOfItsEndpoints(@TempDir Path folder) {
        RenderedChart withHooks = render(Charts.hooksAsObjects(Charts.SERVICE, folder), "1.30.0", Map.of("tags", TAGS));
        JsonNode pod = withHooks.object("Pod", NAME + "-test");
        Map<String, String> selector = labels(withHooks.object("Service", NAME), "/spec/selector");

        assertThat(labels(pod, "/metadata/labels").entrySet().containsAll(selector.entrySet()))
                .isFalse();
        assertThat(labels(pod, "/metadata/labels")).containsAllEntriesOf(TAGS);
        assertThat(text(pod, "/spec/containers/0/args/0")).isEqualTo("http://gateway-service.llm-judge:8000/readyz");
    }

    @Test
    void replicasAreLeftToTheAutoscalerWhereThereIsOne() {
        assertThat(at(deployment(render(Map.of())), "/spec/replicas").isMissingNode())
                .isTrue();

        RenderedChart fixed = render(Map.of("autoscaling", Map.of("enabled", false), "replicas", 3));
        assertThat(at(deployment(fixed), "/spec/replicas").asInt()).isEqualTo(3);
        assertThat(fixed.find("HorizontalPodAutoscaler", NAME)).isEmpty();
    }

    @Test
    void autoscalerScalesTheDeploymentByCpuWithinItsBounds() {
        JsonNode autoscaler = render(Map.of(
                        "autoscaling",
                        Map.of(
                                "minReplicas", 3,
                                "maxReplicas", 7,
                                "targetCPUUtilizationPercentage", 55,
                                "behavior", Map.of("scaleDown", Map.of("stabilizationWindowSeconds", 15)))))
                .object("HorizontalPodAutoscaler", NAME);

        assertThat(text(autoscaler, "/apiVersion")).isEqualTo("autoscaling/v2");
        assertThat(text(autoscaler, "/spec/scaleTargetRef/name")).isEqualTo(NAME);
        assertThat(at(autoscaler, "/spec/minReplicas").asInt()).isEqualTo(3);
        assertThat(at(autoscaler, "/spec/maxReplicas").asInt()).isEqualTo(7);
        assertThat(text(autoscaler, "/spec/metrics/0/resource/name")).isEqualTo("cpu");
        assertThat(at(autoscaler, "/spec/metrics/0/resource/target/averageUtilization")
                        .asInt())
                .isEqualTo(55);
        assertThat(at(autoscaler, "/spec/behavior/scaleDown/stabilizationWindowSeconds")
                        .asInt())
                .isEqualTo(15);
    }

    @Test
    void podsTakeTheConfigMapAndNothingOfOtherServices() {
        JsonNode deployment = deployment(render(Map.of()));

        assertThat(at(deployment, CONTAINER + "/envFrom")).hasSize(1);
        assertThat(text(deployment, CONTAINER + "/envFrom/0/configMapRef/name")).isEqualTo("infra-config");
        assertThat(at(deployment, POD + "/enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(text(deployment, "/spec/template/metadata/annotations/checksum~1infra-config"))
                .isEqualTo(CHECKSUM);
    }

    @Test
    void secretsComeByReferenceAndTheServiceIsToldWhichKeysItNeeds() {
        Map<String, JsonNode> env = env(deployment(render(Map.of(
                "config",
                        Map.of(
                                "name",
                                "infra-config",
                                "checksum",
                                CHECKSUM,
                                "requiredKeys",
                                List.of("AWS_REGION", "RDS_HOST")),
                "secretEnv",
                        List.of(
                                Map.of(
                                        "name",
                                        "RDS_USERNAME",
                                        "secretName",
                                        "rds-credentials",
                                        "secretKey",
                                        "username"),
                                Map.of(
                                        "name",
                                        "RDS_PASSWORD",
                                        "secretName",
                                        "rds-credentials",
                                        "secretKey",
                                        "password"))))));

        assertThat(env)
                .containsOnlyKeys(
                        "PORT", "SERVICE_NAME", "REQUIRED_KEYS", "SECRET_KEYS", "RDS_USERNAME", "RDS_PASSWORD");
        assertThat(text(env.get("RDS_PASSWORD"), "/valueFrom/secretKeyRef/name"))
                .isEqualTo("rds-credentials");
        assertThat(text(env.get("RDS_PASSWORD"), "/valueFrom/secretKeyRef/key")).isEqualTo("password");
        assertThat(text(env.get("REQUIRED_KEYS"), "/value")).isEqualTo("AWS_REGION,RDS_HOST,RDS_USERNAME,RDS_PASSWORD");
        assertThat(text(env.get("SECRET_KEYS"), "/value")).isEqualTo("RDS_USERNAME,RDS_PASSWORD");
        assertThat(text(env.get("PORT"), "/value")).isEqualTo("8000");
    }

    @Test
    void serviceContainerAndProbesAgreeOnThePort() {
        RenderedChart rendered = render(
                Map.of("probes", Map.of("liveness", Map.of("path", "/alive"), "readiness", Map.of("path", "/ready"))));
        JsonNode service = rendered.object("Service", NAME);

        assertThat(text(deployment(rendered), CONTAINER + "/name")).isEqualTo("service");
        assertThat(at(deployment(rendered), CONTAINER + "/ports/0/containerPort")
                        .asInt())
                .isEqualTo(8000);
        assertThat(at(service, "/spec/ports/0/port").asInt()).isEqualTo(8000);
        assertThat(text(service, "/spec/ports/0/name")).isEqualTo("http");
        assertThat(text(service, "/spec/ports/0/targetPort")).isEqualTo("http");
        assertThat(text(deployment(rendered), CONTAINER + "/livenessProbe/httpGet/path"))
                .isEqualTo("/alive");
        assertThat(text(deployment(rendered), CONTAINER + "/readinessProbe/httpGet/path"))
                .isEqualTo("/ready");
        assertThat(text(deployment(rendered), CONTAINER + "/startupProbe/httpGet/port"))
                .isEqualTo("http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-service", "redis-cache"})
    void podsAreRestricted(String deployment) {
        JsonNode object = render(everything()).object("Deployment", deployment);

        assertThat(at(object, POD + "/securityContext/runAsNonRoot").asBoolean(false))
                .isTrue();
        assertThat(at(object, POD + "/securityContext/runAsUser").asInt()).isPositive();
        assertThat(text(object, POD + "/securityContext/seccompProfile/type")).isEqualTo("RuntimeDefault");
        assertThat(at(object, POD + "/automountServiceAccountToken").asBoolean(true))
                .isFalse();
        assertThat(at(object, CONTAINER + "/securityContext/allowPrivilegeEscalation")
                        .asBoolean(true))
                .isFalse();
        assertThat(at(object, CONTAINER + "/securityContext/readOnlyRootFilesystem")
                        .asBoolean(false))
                .isTrue();
        assertThat(text(object, CONTAINER + "/securityContext/capabilities/drop/0"))
                .isEqualTo("ALL");
        assertThat(at(object, CONTAINER + "/volumeMounts").valueStream().map(mount -> text(mount, "/mountPath")))
                .contains("/tmp");
    }

    @Test
    void podsSpreadOverNodesAndZonesWithoutEverWaitingForThem() {
        JsonNode constraints = at(deployment(render(Map.of())), POD + "/topologySpreadConstraints");

        assertThat(constraints.valueStream().map(constraint -> text(constraint, "/topologyKey")))
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(constraints.valueStream().map(constraint -> text(constraint, "/whenUnsatisfiable")))
                .containsOnly("ScheduleAnyway");
    }

    @Test
    void aPodServesOnForAWhileWhereTheKubeletCanSleep() {
        assertThat(at(deployment(render("1.30.0", Map.of())), CONTAINER + "/lifecycle/preStop/sleep/seconds")
                        .asInt())
                .isEqualTo(5);
        assertThat(at(deployment(render("1.29.4", Map.of())), CONTAINER + "/lifecycle")
                        .isMissingNode())
                .isTrue();
        assertThat(at(
                                deployment(render("1.34.4", Map.of("shutdown", Map.of("delaySeconds", 0)))),
                                CONTAINER + "/lifecycle")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aRolloutNeverFallsBelowWhatWasAskedFor() {
        JsonNode strategy = at(deployment(render(Map.of())), "/spec/strategy");

        assertThat(at(strategy, "/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
        assertThat(at(strategy, "/rollingUpdate/maxSurge").asInt()).isEqualTo(1);
    }

    @Test
    void externalSecretNamesItsStoresKindAndWritesASecretOfItsOwnName() {
        JsonNode secret = render(everything()).object("ExternalSecret", "rds-credentials");

        assertThat(text(secret, "/apiVersion")).isEqualTo("external-secrets.io/v1beta1");
        assertThat(text(secret, "/spec/secretStoreRef/kind")).isEqualTo("ClusterSecretStore");
        assertThat(text(secret, "/spec/secretStoreRef/name")).isEqualTo("aws-secrets-manager");
        assertThat(text(secret, "/spec/target/name")).isEqualTo("rds-credentials");
        assertThat(text(secret, "/spec/data/0/secretKey")).isEqualTo("username");
        assertThat(text(secret, "/spec/data/0/remoteRef/key")).isEqualTo("llm-judge/dev/rds");
        assertThat(text(secret, "/spec/data/0/remoteRef/property")).isEqualTo("user");
    }

    @Test
    void ingressGoesThroughTheLoadBalancerControllerStraightToThePods() {
        JsonNode ingress = render(everything()).object("Ingress", NAME);

        assertThat(text(ingress, "/spec/ingressClassName")).isEqualTo("alb");
        assertThat(text(ingress, "/metadata/annotations/alb.ingress.kubernetes.io~1target-type"))
                .isEqualTo("ip");
        assertThat(text(ingress, "/metadata/annotations/alb.ingress.kubernetes.io~1scheme"))
                .isEqualTo("internal");
        assertThat(text(ingress, "/spec/rules/0/http/paths/0/backend/service/name"))
                .isEqualTo(NAME);
    }

    @Test
    void cacheIsAServiceOnTheRedisPortThatKeepsNothing() {
        RenderedChart rendered = render(everything());
        JsonNode cache = rendered.object("Deployment", "redis-cache");

        assertThat(at(rendered.object("Service", "redis-cache"), "/spec/ports/0/port")
                        .asInt())
                .isEqualTo(6379);
        assertThat(at(cache, "/spec/replicas").asInt()).isEqualTo(1);
        assertThat(at(cache, CONTAINER + "/args").valueStream().map(JsonNode::asString))
                .containsSequence("--save", "", "--appendonly", "no", "--maxmemory", "192mb");
    }

    @Test
    void versionLabelIsOneWhateverTheTagIs() {
        Map<String, Object> image =
                Map.of("image", Map.of("repository", "r.example/x", "tag", "v1-" + "a".repeat(59) + "-tail"));

        assertThat(labels(deployment(render(image)), "/metadata/labels").get("app.kubernetes.io/version"))
                .hasSizeLessThanOrEqualTo(63)
                .matches("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    }

    static Stream<Map.Entry<Map<String, Object>, String>> badValues() {
        return Stream.of(
                Map.entry(Map.of("replicaz", 3), "additional properties 'replicaz' not allowed"),
                Map.entry(Map.of("service", Map.of("port", "8000")), "at '/service/port': got string, want integer"),
                Map.entry(Map.of("service", Map.of("port", 0)), "service.port is 0: give the port of this service"),
                Map.entry(Map.of("image", Map.of("repository", "")), "image.repository is empty"),
                Map.entry(Map.of("image", Map.of("tag", "")), "image.tag is empty"),
                Map.entry(
                        Map.of("autoscaling", Map.of("minReplicas", 9, "maxReplicas", 3)),
                        "minReplicas is 9 and autoscaling.maxReplicas 3"),
                Map.entry(
                        Map.of("tags", Map.of("Owner", "ml platform")),
                        "at '/tags/Owner': 'ml platform' does not match"),
                Map.entry(Map.of("config", Map.of("checksum", "abc")), "at '/config/checksum'"),
                Map.entry(
                        Map.of("serviceAccount", Map.of("annotations", Map.of("eks.amazonaws.com/role-arn", "role"))),
                        "role-arn': 'role' does not match"),
                Map.entry(
                        Map.of("resources", Map.of("requests", Map.of("cpu", "200 m"))),
                        "at '/resources/requests/cpu'"),
                Map.entry(Map.of("externalSecret", Map.of("enabled", true)), "externalSecret.data is empty"),
                Map.entry(Map.of("cache", Map.of("enabled", true, "name", NAME)), "cache.name is \"gateway-service\""));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void refusesABadValueAndSaysWhereAndWhy(Map.Entry<Map<String, Object>, String> bad) {
        assertThatThrownBy(() -> render(bad.getKey()))
                .isInstanceOf(HelmException.class)
                .hasMessageContaining(bad.getValue());
    }

    @Test
    void refusesAClusterThatIsTooOldForIt() {
        assertThatThrownBy(() -> render("1.26.0", Map.of()))
                .isInstanceOf(HelmException.class)
                .hasMessageContaining(">=1.27.0-0");
    }

    private static Map<String, Object> everything() {
        return Map.of(
                "cache", Map.of("enabled", true),
                "ingress",
                        Map.of("enabled", true, "annotations", Map.of("alb.ingress.kubernetes.io/scheme", "internal")),
                "networkPolicy", Map.of("enabled", true),
                "externalSecret",
                        Map.of(
                                "enabled",
                                true,
                                "data",
                                List.of(Map.of(
                                        "secretKey",
                                        "username",
                                        "remoteRef",
                                        Map.of("key", "llm-judge/dev/rds", "property", "user")))));
    }

    private RenderedChart render(Map<String, Object> values) {
        return render("1.30.0", values);
    }

    private RenderedChart render(String kubernetesVersion, Map<String, Object> values) {
        return render(Charts.SERVICE, kubernetesVersion, values);
    }

    private RenderedChart render(Path chart, String kubernetesVersion, Map<String, Object> values) {
        Map<String, Object> base = Map.of(
                "component", "gateway",
                "tags", TAGS,
                "image",
                        Map.of(
                                "repository",
                                "123456789012.dkr.ecr.us-west-2.amazonaws.com/llm-judge/gateway-service",
                                "tag",
                                "v1.0.0"),
                "config", Map.of("name", "infra-config", "checksum", CHECKSUM),
                "service", Map.of("port", 8000));
        return charts.render(chart, "llm-judge", NAME, kubernetesVersion, DeepMerge.of(base, values));
    }

    private static JsonNode deployment(RenderedChart rendered) {
        return rendered.object("Deployment", NAME);
    }

    private static Map<String, JsonNode> env(JsonNode deployment) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        at(deployment, CONTAINER + "/env").forEach(variable -> found.put(text(variable, "/name"), variable));
        return found;
    }

    /** All selectors of pods: of services, workloads, budget, policy, and spread constraints. */
    private static List<Map<String, String>> selectors(RenderedChart rendered) {
        return rendered.objects().stream()
                .flatMap(object -> Stream.concat(
                        Stream.of("/spec/selector/matchLabels", "/spec/podSelector/matchLabels", "/spec/selector")
                                .map(pointer -> at(object, pointer))
                                .filter(found -> found.isObject() && !found.has("matchLabels")),
                        at(object, POD + "/topologySpreadConstraints")
                                .valueStream()
                                .map(constraint -> at(constraint, "/labelSelector/matchLabels"))))
                .map(ServiceChartTest::entries)
                .toList();
    }

    private static Map<String, String> labels(JsonNode object, String pointer) {
        return entries(at(object, pointer));
    }

    private static Map<String, String> entries(JsonNode node) {
        Map<String, String> found = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asString()));
        return found;
    }
}
