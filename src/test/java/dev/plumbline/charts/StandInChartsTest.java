package dev.plumbline.charts;

import static dev.plumbline.charts.RenderedChart.at;
import static dev.plumbline.charts.RenderedChart.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.charts.ExpectedObjects.Expected;
import dev.plumbline.helm.HelmException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The stand-in charts are what others rely on in the real ones, with their traps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandInChartsTest {
    private static final String SYSTEM = "kube-system";

    private Charts charts;

    @BeforeAll
    void open(@TempDir Path folder) {
        charts = new Charts(folder);
    }

    @AfterAll
    void close() {
        charts.close();
    }

    static List<ExpectedObjects.Chart> table() {
        return ExpectedObjects.read().charts();
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("table")
    void rendersExactlyTheObjectsOfTheTable(ExpectedObjects.Chart expected) {
        assertThat(render(expected).identities())
                .containsExactlyInAnyOrderElementsOf(
                        expected.objects().stream().map(Expected::identity).toList());
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("table")
    void rendersTheFieldsOfTheTable(ExpectedObjects.Chart expected) {
        RenderedChart rendered = render(expected);
        SoftAssertions softly = new SoftAssertions();
        for (Expected object : expected.objects()) {
            JsonNode found = rendered.object(object.kind(), object.name());
            Optional.ofNullable(object.fields()).orElse(Map.of()).forEach((pointer, value) -> {
                JsonNode actual = at(found, pointer);
                if (value == null || value.isNull()) {
                    softly.assertThat(actual.isMissingNode() || actual.isNull())
                            .as("%s %s must not be there, is %s", object.identity(), pointer, actual)
                            .isTrue();
                } else {
                    softly.assertThat(actual)
                            .as("%s %s", object.identity(), pointer)
                            .isEqualTo(value);
                }
            });
        }
        softly.assertAll();
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("table")
    void everyObjectIsLabelledAsTheRealOne(ExpectedObjects.Chart expected) {
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode object : render(expected).objects()) {
            if (expected.unlabelled() != null
                    && expected.unlabelled().contains(object.get("kind").asString())) {
                continue;
            }
            JsonNode labels = object.get("metadata").get("labels");
            Map<String, String> wanted = new java.util.HashMap<>(expected.labels());
            wanted.put("helm.sh/chart", expected.chart() + "-" + expected.version());
            wanted.put("app.kubernetes.io/instance", expected.release());
            wanted.put("app.kubernetes.io/managed-by", "Helm");
            wanted.forEach((key, value) -> softly.assertThat(labels.path(key).asString(""))
                    .as("%s label %s", RenderedChart.identity(object), key)
                    .isEqualTo(value));
        }
        softly.assertAll();
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("table")
    void saysThatItIsAStandInAndOfWhat(ExpectedObjects.Chart expected) {
        JsonNode chart = new YAMLMapper().readTree(folder(expected.chart()).resolve("Chart.yaml"));

        assertThat(value(chart, "name")).isEqualTo(expected.chart());
        assertThat(value(chart, "version")).isEqualTo(expected.version());
        assertThat(value(chart, "appVersion")).isEqualTo(expected.appVersion());
        assertThat(chart.path("annotations").path("plumbline.dev/stand-in").asString(""))
                .isEqualTo("true");
        assertThat(chart.path("annotations").path("plumbline.dev/stands-for").asString(""))
                .startsWith("https://")
                .endsWith(expected.chart() + " " + expected.version());
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("table")
    void ignoresAnUnknownKeyInSilence(ExpectedObjects.Chart expected) {
        Map<String, Object> values = new java.util.LinkedHashMap<>(expected.values());
        values.put("noSuchKeyAnywhere", Map.of("a", 1));

        assertThat(render(expected, expected.release(), values).identities()).hasSameSizeAs(expected.objects());
        assertThat(folder(expected.chart()).resolve("values.schema.json")).doesNotExist();
    }

    @Test
    void autoscalerIgnoresAnnotationsUnderTheUsualKey() {
        RenderedChart rendered = render(
                "cluster-autoscaler",
                "cluster-autoscaler",
                Map.of(
                        "autoDiscovery",
                        Map.of("clusterName", "c"),
                        "serviceAccount",
                        Map.of("annotations", Map.of("eks.amazonaws.com/role-arn", "arn"))));

        assertThat(at(
                                rendered.object("ServiceAccount", "cluster-autoscaler-aws-cluster-autoscaler"),
                                "/metadata/annotations")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void autoscalerWithoutNodeGroupsIsRenderedWithoutADeployment() {
        RenderedChart rendered = render("cluster-autoscaler", "cluster-autoscaler", Map.of());

        assertThat(rendered.identities()).hasSize(7).noneMatch(identity -> identity.startsWith("Deployment"));
    }

    @Test
    void autoscalerBearsItsOwnNameOnlyWhenTheReleaseDoes() {
        Map<String, Object> values = Map.of("autoDiscovery", Map.of("clusterName", "c"));

        assertThat(render("cluster-autoscaler", "aws-cluster-autoscaler", values)
                        .identities())
                .contains("Deployment kube-system/aws-cluster-autoscaler");
        assertThat(render("cluster-autoscaler", "ca", values).identities())
                .contains("Deployment kube-system/ca-aws-cluster-autoscaler");
    }

    @Test
    void autoscalerDropsWhatFollowsTheFirstUnderscoreOfAFlag() {
        RenderedChart rendered = render(
                "cluster-autoscaler",
                "cluster-autoscaler",
                Map.of(
                        "autoDiscovery", Map.of("clusterName", "c"),
                        "extraArgs", Map.of("balancing-label_1", "a", "balancing-label_2", "b")));

        assertThat(at(
                                rendered.object("Deployment", "cluster-autoscaler-aws-cluster-autoscaler"),
                                "/spec/template/spec/containers/0/command")
                        .valueStream()
                        .map(JsonNode::asString))
                .contains("--balancing-label=a", "--balancing-label=b");
    }

    @Test
    void loadBalancerControllerRefusesToRenderWithoutAClusterName() {
        assertThatThrownBy(() -> render("aws-load-balancer-controller", "aws-load-balancer-controller", Map.of()))
                .isInstanceOf(HelmException.class)
                .hasMessageContaining("Chart cannot be installed without a valid clusterName!");
    }

    @Test
    void loadBalancerControllerNamesItsWebhookObjectsAlikeWhateverTheReleaseIs() {
        assertThat(render("aws-load-balancer-controller", "lbc", Map.of("clusterName", "c"))
                        .identities())
                .contains(
                        "Deployment kube-system/lbc-aws-load-balancer-controller",
                        "Service kube-system/aws-load-balancer-webhook-service",
                        "Secret kube-system/aws-load-balancer-tls",
                        "MutatingWebhookConfiguration aws-load-balancer-webhook",
                        "ValidatingWebhookConfiguration aws-load-balancer-webhook",
                        "IngressClass alb");
    }

    @Test
    void loadBalancerControllerMakesANewCertificateAtEachRenderingAndOneForAllItsWebhooks() {
        Map<String, Object> values = Map.of("clusterName", "c");
        List<String> first = bundles(render("aws-load-balancer-controller", "lbc", values));
        List<String> second = bundles(render("aws-load-balancer-controller", "lbc", values));

        assertThat(first).hasSize(7).containsOnly(first.get(0)).doesNotContain("");
        assertThat(second.get(0)).isNotEqualTo(first.get(0));
    }

    @Test
    void loadBalancerControllerTakesAGivenCertificate() {
        Map<String, Object> values =
                Map.of("clusterName", "c", "webhookTLS", Map.of("caCert", "CA", "cert", "CERT", "key", "KEY"));

        assertThat(bundles(render("aws-load-balancer-controller", "lbc", values)))
                .containsOnly("Q0E=");
    }

    @Test
    void loadBalancerControllerWithoutServiceWebhookLeavesServicesAlone() {
        RenderedChart rendered = render(
                "aws-load-balancer-controller",
                "lbc",
                Map.of("clusterName", "c", "enableServiceMutatorWebhook", false));

        assertThat(at(rendered.object("MutatingWebhookConfiguration", "aws-load-balancer-webhook"), "/webhooks")
                        .valueStream()
                        .map(webhook -> value(webhook, "name")))
                .containsExactly("mpod.elbv2.k8s.aws", "mtargetgroupbinding.elbv2.k8s.aws");
    }

    @Test
    void externalSecretsNamesOnlyItsControllerAfterTheRelease() {
        assertThat(charts.render(folder("external-secrets"), "eso", "myeso", "1.30.0", Map.of())
                        .identities())
                .contains(
                        "ServiceAccount eso/myeso-external-secrets",
                        "ServiceAccount eso/external-secrets-webhook",
                        "ServiceAccount eso/external-secrets-cert-controller",
                        "Deployment eso/myeso-external-secrets-webhook",
                        "ValidatingWebhookConfiguration secretstore-validate",
                        "ValidatingWebhookConfiguration externalsecret-validate");
    }

    @Test
    void externalSecretsControllerMayDoWhatItsVersionsNeed() {
        JsonNode role = charts.render(folder("external-secrets"), "eso", "external-secrets", "1.30.0", Map.of())
                .object("ClusterRole", "external-secrets-controller");

        assertThat(allows(role, "external-secrets.io", "externalsecrets/status", "get"))
                .isTrue();
        assertThat(allows(role, "", "serviceaccounts/token", "create")).isTrue();
        assertThat(allows(role, "", "nodes", "get")).isFalse();
    }

    @Test
    void externalSecretsWithoutItsCrdsHasNone() {
        assertThat(charts.render(
                                folder("external-secrets"),
                                "eso",
                                "external-secrets",
                                "1.30.0",
                                Map.of("installCRDs", false))
                        .identities())
                .isNotEmpty()
                .noneMatch(identity -> identity.startsWith("CustomResourceDefinition"));
    }

    @Test
    void aLoadBalancerControllerKeepsItsCrdsOutOfTheReleaseAndExternalSecretsHasThemInIt() {
        assertThat(Stream.of("ingressclassparams.yaml", "targetgroupbindings.yaml"))
                .allMatch(file -> Files.exists(
                        folder("aws-load-balancer-controller").resolve("crds").resolve(file)));
        assertThat(folder("external-secrets").resolve("crds")).doesNotExist();
    }

    private static boolean allows(JsonNode role, String group, String resource, String verb) {
        return role.get("rules")
                .valueStream()
                .anyMatch(rule ->
                        has(rule, "apiGroups", group) && has(rule, "resources", resource) && has(rule, "verbs", verb));
    }

    private static boolean has(JsonNode rule, String list, String item) {
        return rule.path(list).valueStream().anyMatch(found -> found.asString().equals(item));
    }

    private static List<String> bundles(RenderedChart rendered) {
        Stream<String> webhooks = Stream.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
                .flatMap(kind -> rendered.object(kind, "aws-load-balancer-webhook")
                        .get("webhooks")
                        .valueStream())
                .map(webhook -> webhook.path("clientConfig").path("caBundle").asString(""));
        return Stream.concat(
                        webhooks, Stream.of(text(rendered.object("Secret", "aws-load-balancer-tls"), "/data/ca.crt")))
                .toList();
    }

    private static String value(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static Path folder(String chart) {
        return Charts.STAND_INS.resolve(chart);
    }

    private RenderedChart render(ExpectedObjects.Chart expected) {
        return render(expected, expected.release(), expected.values());
    }

    private RenderedChart render(ExpectedObjects.Chart expected, String release, Map<String, Object> values) {
        return charts.render(
                folder(expected.chart()),
                expected.namespace(),
                release,
                ExpectedObjects.read().kubernetesVersion(),
                values);
    }

    private RenderedChart render(String chart, String release, Map<String, Object> values) {
        return charts.render(folder(chart), SYSTEM, release, "1.30.0", values);
    }
}
