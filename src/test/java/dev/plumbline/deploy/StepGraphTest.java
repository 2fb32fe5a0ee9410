package dev.plumbline.deploy;

import static dev.plumbline.deploy.HandMade.application;
import static dev.plumbline.deploy.HandMade.definition;
import static dev.plumbline.deploy.HandMade.object;
import static dev.plumbline.deploy.HandMade.service;
import static dev.plumbline.deploy.HandMade.serviceWebhook;
import static dev.plumbline.deploy.HandMade.system;
import static dev.plumbline.deploy.HandMade.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order is derived from what the objects are: shown on hand-made ones. */
class StepGraphTest {
    @Test
    void objectsWaitForTheirNamespaceAndForNoOther() {
        List<Step> steps = StepGraph.of(HandMade.platform(system("metrics", service("metrics")), application("front")));

        assertThat(needs(steps, "namespace/tiny-apps")).isEmpty();
        assertThat(needs(steps, "configmap/infra-config")).containsExactly(Need.ready("namespace/tiny-apps"));
        assertThat(needs(steps, "metrics")).isEmpty();
    }

    @Test
    void applicationsWaitForTheirConfigurationAndForEverySystemReleaseToBeSent() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("metrics"), system("scaler"), application("front", object("v1", "ConfigMap", "front"))));

        assertThat(needs(steps, "front"))
                .containsExactlyInAnyOrder(
                        Need.ready("configmap/infra-config"),
                        Need.sent("metrics"),
                        Need.sent("scaler"),
                        Need.ready("namespace/tiny-apps"));
    }

    @Test
    void whatAWebhookInterceptsIsSentBeforeItsOwner() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("balancer", serviceWebhook("balancer", ""), service("webhook")),
                system("metrics", service("metrics")),
                system("scaler", object("v1", "ConfigMap", "scaler"))));

        assertThat(needs(steps, "balancer")).containsExactly(Need.sent("metrics"));
        assertThat(needs(steps, "metrics")).isEmpty();
        assertThat(needs(steps, "scaler")).isEmpty();
    }

    @Test
    void applicationsWaitAtAGateUntilTheWebhookAnswers() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("balancer", serviceWebhook("balancer", "")), application("front", service("front"))));

        assertThat(needs(steps, "front")).contains(Need.ready("gate/balancer/Service"));
        Step.Gate gate = (Step.Gate) step(steps, "gate/balancer/Service");
        assertThat(gate.webhooks()).isEqualTo("balancer");
        assertThat(gate.probe().getKind()).isEqualTo("Service");
        assertThat(gate.needs()).containsExactlyInAnyOrder(Need.ready("namespace/tiny-apps"), Need.sent("balancer"));
    }

    @Test
    void oneGateServesAllThatWaitForTheSameKind() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("balancer", serviceWebhook("balancer", "")),
                application("front", service("front")),
                application("ledger", service("ledger"), service("second"))));

        assertThat(steps.stream().filter(Step.Gate.class::isInstance)).hasSize(1);
    }

    /** Each exempts the Service of release metrics, which has label app=exempt and lives in kube-system. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "failurePolicy: Ignore",
                "objectSelector: {matchExpressions: [{key: app, operator: NotIn, values: [exempt]}]}",
                "objectSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}",
                "objectSelector: {matchExpressions: [{key: other, operator: Exists}]}",
                "objectSelector: {matchLabels: {app: another}}",
                "namespaceSelector: {matchLabels: {Project: tiny-judge}}",
                "namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system]}]}",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: tiny-apps}}"
            })
    void whatAWebhookExemptsDoesNotConcernIt(String exemption) {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("balancer", serviceWebhook("balancer", exemption)),
                system("metrics", object("v1", "Service", "metrics", "{app: exempt}"))));

        assertThat(needs(steps, "balancer")).isEmpty();
    }

    /** Each catches that Service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "failurePolicy: Fail",
                "objectSelector: {matchLabels: {app: exempt}}",
                "objectSelector: {matchExpressions: [{key: app, operator: In, values: [exempt, other]}]}",
                "objectSelector: {matchExpressions: [{key: app, operator: Exists}]}",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}",
                "namespaceSelector: {matchExpressions: [{key: Project, operator: NotIn, values: [tiny-judge]}]}"
            })
    void whatAWebhookSelectsConcernsIt(String selection) {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("balancer", serviceWebhook("balancer", selection)),
                system("metrics", object("v1", "Service", "metrics", "{app: exempt}"))));

        assertThat(needs(steps, "balancer")).containsExactly(Need.sent("metrics"));
    }

    @Test
    void tagsOfANamespaceCountForItsObjects() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system(
                        "balancer",
                        serviceWebhook("balancer", "namespaceSelector: {matchLabels: {Project: tiny-judge}}")),
                application("front", service("front"))));

        assertThat(needs(steps, "front")).contains(Need.ready("gate/balancer/Service"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations: [UPDATE, DELETE], apiGroups: [\"\"], apiVersions: [v1], resources: [services]",
                "operations: [CREATE], apiGroups: [apps], apiVersions: [v1], resources: [services]",
                "operations: [CREATE], apiGroups: [\"\"], apiVersions: [v1], resources: [services/status, pods]"
            })
    void aRuleForSomethingElseDoesNotConcernServices(String rule) {
        List<Step> steps = StepGraph.of(
                HandMade.platform(system("balancer", webhook("balancer", rule, "")), system("m", service("m"))));

        assertThat(needs(steps, "balancer")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations: [\"*\"], apiGroups: [\"*\"], apiVersions: [\"*\"], resources: [\"*\"]",
                "operations: [CREATE], apiGroups: [\"*\"], apiVersions: [\"*\"], resources: [\"*/*\"]"
            })
    void aRuleForEverythingConcernsServices(String rule) {
        List<Step> steps = StepGraph.of(
                HandMade.platform(system("balancer", webhook("balancer", rule, "")), system("m", service("m"))));

        assertThat(needs(steps, "balancer")).containsExactly(Need.sent("m"));
    }

    @Test
    void theStoreWaitsAtTheGateOfWhoDefinesItsKind() {
        List<Step> steps = StepGraph.of(
                HandMade.platform(system("operator", definition("external-secrets.io", "ClusterSecretStore"))));

        assertThat(needs(steps, HandMade.STORE)).containsExactly(Need.ready("gate/operator/ClusterSecretStore"));
        assertThat(needs(steps, "gate/operator/ClusterSecretStore")).containsExactly(Need.sent("operator"));
    }

    @Test
    void aKindOfAnotherGroupIsAnotherKind() {
        List<Step> steps =
                StepGraph.of(HandMade.platform(system("other", definition("example.com", "ClusterSecretStore"))));

        assertThat(needs(steps, HandMade.STORE)).isEmpty();
    }

    @Test
    void anExternalSecretWaitsForTheStoreThatItNames() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                application("ledger", externalSecret("tiny-store")), application("front", externalSecret("another"))));

        assertThat(needs(steps, "ledger")).contains(Need.ready(HandMade.STORE));
        assertThat(needs(steps, "front")).doesNotContain(Need.ready(HandMade.STORE));
    }

    /** As a chart with a ServiceMonitor needs the definitions of the Prometheus operator. */
    @Test
    void aSystemReleaseWaitsForTheDefinitionsThatItUses() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("metrics", service("metrics"), object("monitoring.coreos.com/v1", "ServiceMonitor", "metrics")),
                system("prometheus", definition("monitoring.coreos.com", "ServiceMonitor"))));

        assertThat(needs(steps, "metrics")).containsExactly(Need.ready("gate/prometheus/ServiceMonitor"));
        assertThat(needs(steps, "prometheus")).isEmpty();
    }

    @Test
    void whoUsesADefinitionComesAfterTheWebhooksOfItsOwnerToo() {
        List<Step> steps = StepGraph.of(HandMade.platform(
                system("metrics", service("metrics"), object("monitoring.coreos.com/v1", "ServiceMonitor", "metrics")),
                system(
                        "prometheus",
                        definition("monitoring.coreos.com", "ServiceMonitor"),
                        serviceWebhook("prometheus", ""))));

        assertThat(needs(steps, "metrics"))
                .containsExactlyInAnyOrder(
                        Need.ready("gate/prometheus/Service"), Need.ready("gate/prometheus/ServiceMonitor"));
        assertThat(needs(steps, "prometheus")).isEmpty();
    }

    @Test
    void releasesThatInterceptEachOtherAreReported() {
        RenderedPlatform impossible = HandMade.platform(
                system("one", serviceWebhook("one", ""), service("one")),
                system("two", serviceWebhook("two", ""), service("two")));

        assertThatThrownBy(() -> StepGraph.of(impossible))
                .hasMessageContaining("wait for each other")
                .hasMessageContaining("one needs [two sent]")
                .hasMessageContaining("two needs [one sent]");
    }

    private static String externalSecret(String store) {
        return """
                apiVersion: external-secrets.io/v1beta1
                kind: ExternalSecret
                metadata: {name: login}
                spec: {secretStoreRef: {kind: ClusterSecretStore, name: %s}}
                """.formatted(store);
    }

    static Step step(List<Step> steps, String id) {
        return steps.stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no step " + id + " in " + steps.stream().map(Step::id).toList()));
    }

    static List<Need> needs(List<Step> steps, String id) {
        return step(steps, id).needs();
    }
}
