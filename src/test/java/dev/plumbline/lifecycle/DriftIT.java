package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.DriftCheck;
import dev.plumbline.drift.DriftFinding;
import dev.plumbline.drift.DriftMutants;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.harness.Installation;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.platform.PlatformFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What others do to a platform after it was deployed, on a real cluster: found with who did it, put right, and gone. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftIT {
    private static final String CONFIG = "/api/v1/namespaces/llm-judge/configmaps/infra-config";
    private static final String GATEWAY = "/apis/apps/v1/namespaces/llm-judge/deployments/gateway-service";
    private static final String JUDGE = "/apis/apps/v1/namespaces/llm-judge/deployments/judge-service";
    private static final String AUTOSCALER =
            "/apis/autoscaling/v2/namespaces/llm-judge/horizontalpodautoscalers/inference-service";
    private static final String BUDGET =
            "/apis/policy/v1/namespaces/llm-judge/poddisruptionbudgets/persistence-service";
    private static final String SERVICE = "/api/v1/namespaces/llm-judge/services/redis-service";
    private static final String STORE = "/apis/external-secrets.io/v1beta1/clustersecretstores/aws-secrets-manager";
    private static final String ACCOUNT = "/api/v1/namespaces/llm-judge/serviceaccounts/judge-service";
    private static final String WEBHOOK =
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/secretstore-validate";

    private static final String ROLE = "/apis/rbac.authorization.k8s.io/v1/clusterroles/external-secrets-view";
    private static final String EXTERNAL_SECRET =
            "/apis/external-secrets.io/v1beta1/namespaces/llm-judge/externalsecrets/rds-credentials";

    private Path folder;
    private ClusterUnderTest cluster;
    private ProjectCopy original;

    @BeforeAll
    void deploy(@TempDir Path forAllTests) {
        folder = forAllTests;
        cluster = ClusterUnderTest.start("drift");
        original = ProjectCopy.in(folder.resolve("original"));
        assertThat(cluster.deploy(original).journal().failures()).isEmpty();
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aHealthyPlatformHasNoDriftAndIsReadOnly() {
        asDeclared();
        Instant start = Instant.now();

        DriftReport report = drift();

        assertThat(report.findings()).isEmpty();
        assertThat(report.ignored()).isEmpty();
        assertThat(report.compared()).isGreaterThan(80);
        assertThat(report.asked())
                .as("the server is asked where a LIST leaves a doubt, not about every object")
                .isLessThan(report.compared() / 2);
        assertThat(cluster.ourWritesSince(start)).isEmpty();
    }

    @Test
    void everyKindOfDriftIsFoundWithItsOwnerAndPutRight() {
        asDeclared();
        Map<String, Integer> revisions = cluster.revisions();
        by("kubectl-edit").patch(CONFIG, "{\"data\": {\"EXTRA_KEY\": \"surplus\"}}");
        by("kubectl-replace").patch(CONFIG, "{\"data\": {\"RDS_PORT\": \"6543\"}}");
        by("kubectl-set").patch(GATEWAY, """
                {"spec": {"template": {"spec": {"containers": [
                  {"name": "service", "env": [{"name": "DEBUG_TOKEN", "value": "canary-of-drift"}]}]}}}}""");
        by("mesh-injector").patch(JUDGE, """
                {"spec": {"template": {"spec": {"containers": [
                  {"name": "sidecar", "image": "plumbline.local/llm-judge/gateway-service:v1.0.0"}]}}}}""");
        by("kubectl-autoscale").patch(AUTOSCALER, "{\"spec\": {\"maxReplicas\": 3}}");
        by("kubectl-delete").delete(BUDGET);
        by("kubectl-label").patch(SERVICE, "{\"metadata\": {\"labels\": {\"team\": \"others\"}}}");
        by("argocd-controller").apply(STORE, """
                apiVersion: external-secrets.io/v1beta1
                kind: ClusterSecretStore
                metadata: {name: aws-secrets-manager}
                spec: {provider: {aws: {service: SecretsManager, region: eu-west-1}}}
                """);
        by("kubectl-annotate").patch(ACCOUNT, """
                {"metadata": {"annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::999999999999:role/evil"}}}""");
        by("kubectl-patch").patch(WEBHOOK, """
                {"webhooks": [{"name": "validate.secretstore.external-secrets.io", "timeoutSeconds": 30}]}""");
        by("rbac-tool").json(ROLE, """
                [{"op": "add", "path": "/rules/-", "value": {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}}]""");
        by("console").json(EXTERNAL_SECRET, """
                [{"op": "add", "path": "/spec/data/0/remoteRef/version", "value": "AWSPREVIOUS"}]""");

        PlumblineProcess.Ended found = PlumblineProcess.run(cluster.asPerson(original), "drift");

        assertThat(found.code()).as(found.output()).isEqualTo(2);
        assertThat(found.output().lines().map(String::strip).toList())
                .as(found.output())
                .anyMatch(line ->
                        line.startsWith("+ data.EXTRA_KEY: not declared, live surplus; by kubectl-edit (Update"))
                .anyMatch(line ->
                        line.startsWith("~ data.RDS_PORT: declared 5432, live 6543; by kubectl-replace (Update"))
                .anyMatch(line ->
                        line.startsWith("+ spec.template.spec.containers[service].env[DEBUG_TOKEN]: not declared")
                                && line.contains("by kubectl-set (Update"))
                .anyMatch(line -> line.startsWith("+ spec.template.spec.containers[sidecar]: not declared, live {")
                        && line.contains("image: plumbline.local/llm-judge/gateway-service:v1.0.0")
                        && line.contains("by mesh-injector (Update"))
                .anyMatch(line ->
                        line.startsWith("~ spec.maxReplicas: declared 20, live 3; by kubectl-autoscale (Update"))
                .anyMatch(line -> line.equals("persistence-service  PodDisruptionBudget/llm-judge/persistence-service"))
                .anyMatch(line -> line.startsWith("- the object is gone; by unknown"))
                .anyMatch(line ->
                        line.startsWith("+ metadata.labels.team: not declared, live others; by kubectl-label (Update"))
                .anyMatch(line -> line.startsWith(
                        "~ spec.provider.aws.region: declared us-west-2, live eu-west-1; by argocd-controller (Apply"))
                .anyMatch(line -> line.startsWith(
                                "~ metadata.annotations.eks.amazonaws.com/role-arn: declared arn:aws:iam::123456789012:role/")
                        && line.contains("by kubectl-annotate (Update"))
                .anyMatch(line -> line.contains("timeoutSeconds") && line.contains("by kubectl-patch (Update"))
                .anyMatch(line -> line.startsWith("~ rules[2].verbs[0]: not declared, live *; by rbac-tool (Update"))
                .anyMatch(line -> line.startsWith(
                        "~ spec.data[0].remoteRef.version: not declared, live AWSPREVIOUS; by console (Update"))
                .anyMatch(line -> line.startsWith("Drift: 14 fields in 11 of "));
        assertThat(found.output()).doesNotContain("canary-of-drift");

        PlumblineProcess.Ended repaired = PlumblineProcess.run(cluster.asPerson(original), "deploy", "--repair");

        assertThat(repaired.code()).as(repaired.output()).isZero();
        assertThat(drift().findings()).isEmpty();
        assertThat(cluster.revisions()).as("no release has a new revision").isEqualTo(revisions);
        assertThat(client().configMaps()
                        .inNamespace("llm-judge")
                        .withName("infra-config")
                        .get()
                        .getData())
                .hasSize(20);
        assertThat(PlumblineProcess.run(cluster.asPerson(original), "drift").code())
                .isZero();
    }

    /** The API server says of each change what it would make of the object; nothing is stored. */
    @Test
    void whateverFieldSomebodyElseChangesIsDrift() throws InterruptedException {
        asDeclared();

        DriftMutants mutants = cluster.with(
                original,
                installation -> new DriftMutants(
                        client(), PlatformFactory.platformOf(installation.environment()), cluster.releases()));
        DriftMutants.Outcome outcome = mutants.run();

        assertThat(outcome.survived())
                .as("changes that nobody noticed, or that a repair leaves")
                .filteredOn(change -> !isSomebodysJob(change))
                .isEmpty();
        assertThat(outcome.seen().keySet())
                .as("every kind of the platform was tried")
                .isEqualTo(mutants.kinds());
        assertThat(outcome.seen().values().stream().mapToLong(Long::longValue).sum())
                .as("seen: %s", outcome)
                .isGreaterThan(4_000);
    }

    /**
     * The deployment controller's counter, the time of a restart, what the certificate controller fills, and the autoscalers' replicas. Of
     * a forged stamp nobody knows any more what it said; and the server lets go the port of a service that loses its type, but not one that
     * only a dry-run gave.
     */
    private static boolean isSomebodysJob(String change) {
        return change.matches("Deployment/.*: replace /metadata/annotations/deployment.kubernetes.io~1revision .*")
                || change.matches(
                        "Deployment/.*: replace /spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt .*")
                || change.startsWith("Secret/external-secrets-system/external-secrets-webhook: add /data/mutant ")
                || change.matches(
                        "Deployment/llm-judge/(gateway|inference|judge|persistence|redis)-service: replace /spec/replicas .*")
                || change.matches(
                        ".*: replace /metadata/labels/plumbline.dev~1.*, which a repair leaves as .* -> \\(none\\)]")
                || change.matches("Service/.*: replace /spec/type NodePort, and the server refuses its repair");
    }

    @Test
    void scalingUnderAnAutoscalerAndARestartAreNoDrift() {
        asDeclared();
        by("kubectl").merge(JUDGE + "/scale", "{\"spec\": {\"replicas\": 3}}");
        by("kubectl-rollout").patch(JUDGE, """
                {"spec": {"template": {"metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z"}}}}}""");

        assertThat(drift().findings()).isEmpty();
    }

    @Test
    void whatIsIgnoredIsReportedButDoesNotCountAndIsNotPutRightUntilItsDayIsOver() {
        asDeclared();
        by("mesh-injector")
                .patch(SERVICE, "{\"metadata\": {\"annotations\": {\"mesh/on\": \"yes\", \"other\": \"x\"}}}");
        ProjectCopy ignoring = ProjectCopy.in(folder.resolve("ignoring")).withLocal("""
                drift_ignores:
                  mesh: {object: Service/llm-judge/*, field: metadata.annotations.mesh*, reason: the mesh is rolled out, expires: 2099-01-01}""");

        DriftCheck.Repaired repaired = cluster.with(ignoring, Installation::repair);

        assertThat(repaired.report().findings())
                .extracting(DriftFinding::field)
                .containsExactly("metadata.annotations.other");
        assertThat(repaired.report().ignored())
                .extracting(ignored -> ignored.finding().field())
                .containsExactly("metadata.annotations.mesh/on");
        assertThat(client().services()
                        .inNamespace("llm-judge")
                        .withName("redis-service")
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("mesh/on", "yes")
                .doesNotContainKey("other");
        assertThat(cluster.with(ignoring, Installation::drift).clean()).isTrue();

        ProjectCopy expired = ProjectCopy.in(folder.resolve("expired")).withLocal("""
                drift_ignores:
                  mesh: {object: Service/llm-judge/*, field: metadata.annotations.mesh*, reason: the mesh is rolled out, expires: 2026-01-01}""");
        DriftReport report = cluster.with(expired, Installation::drift);
        assertThat(report.findings()).extracting(DriftFinding::field).containsExactly("metadata.annotations.mesh/on");
        assertThat(report.expired()).hasSize(1);
        PlumblineProcess.Ended said = PlumblineProcess.run(cluster.asPerson(expired), "drift");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.output()).contains("drift_ignores.mesh expired on 2026-01-01");
    }

    @Test
    void aReleaseThatSomebodyUninstalledIsDrift() {
        asDeclared();
        by("kubectl-delete")
                .delete("/api/v1/namespaces/kube-system/secrets/sh.helm.release.v1.cluster-autoscaler.v"
                        + cluster.revisions().get("cluster-autoscaler"));

        assertThat(drift().findings())
                .extracting(finding -> finding.part() + " " + finding.how())
                .contains("cluster-autoscaler GONE");
    }

    @Test
    void aKeptPlanIsCarriedOutExactlyOrNotAtAll() {
        asDeclared();
        ProjectCopy changed = ProjectCopy.in(folder.resolve("planned"))
                .with(
                        "environments/local.yaml",
                        "  gateway:\n    behavior: &quick",
                        "  gateway:\n    max_replicas: 9\n    behavior: &quick");
        String file = folder.resolve("kept.plan").toString();
        by("kubectl-label").patch(JUDGE, "{\"metadata\": {\"labels\": {\"team\": \"others\"}}}");
        PlumblineProcess.Ended quiet = PlumblineProcess.run(cluster.asPerson(original), "plan", "--detailed-exitcode");
        assertThat(quiet.code())
                .as("drift alone is no change that a deploy makes")
                .isZero();
        assertThat(quiet.output())
                .contains("Plan: nothing to change.", "Changed by others since the last deploy:")
                .contains("+ metadata.labels.team: not declared, live others; by kubectl-label (Update")
                .contains("stays as it is. To put all of it right: ./plumbline deploy --repair");
        PlumblineProcess.Ended plan = PlumblineProcess.run(
                cluster.asPerson(changed), "plan", "--detailed-exitcode", "--only", "gateway-service", "-o", file);
        assertThat(plan.code()).as(plan.output()).isEqualTo(2);
        assertThat(plan.output())
                .contains("spec.maxReplicas: 10 -> 9")
                .contains("Left out, and left as it is: ")
                .contains("./plumbline deploy " + file);

        by("kubectl-edit").patch(CONFIG, "{\"data\": {\"EXTRA_KEY\": \"surplus\"}}");
        by("kubectl-set").patch(GATEWAY, "{\"metadata\": {\"labels\": {\"team\": \"others\"}}}");
        Map<String, Integer> before = cluster.revisions();
        PlumblineProcess.Ended moved = PlumblineProcess.run(cluster.asPerson(changed), "deploy", file);
        assertThat(moved.code()).as(moved.output()).isEqualTo(1);
        assertThat(moved.output())
                .contains("is no longer true; nothing was touched")
                .contains("moved  cluster: configmap/infra-config was sha256:")
                .contains(
                        "drift: ConfigMap/llm-judge/infra-config data.EXTRA_KEY: not declared, live surplus; by kubectl-edit")
                .contains(
                        "drift: Deployment/llm-judge/gateway-service metadata.labels.team: not declared, live others; by kubectl-set")
                .doesNotContain("Deployment/llm-judge/judge-service");
        by("kubectl-edit").merge(CONFIG, "{\"data\": {\"EXTRA_KEY\": null}}");
        by("kubectl-set").patch(GATEWAY, "{\"metadata\": {\"labels\": {\"team\": null}}}");

        ProjectCopy others = ProjectCopy.in(folder.resolve("others"))
                .with(
                        "environments/local.yaml",
                        "  gateway:\n    behavior: &quick",
                        "  gateway:\n    max_replicas: 8\n    behavior: &quick");
        PlumblineProcess.Ended inputs = PlumblineProcess.run(cluster.asPerson(others), "deploy", "--plan", file);
        assertThat(inputs.code()).as(inputs.output()).isEqualTo(1);
        assertThat(inputs.output()).contains("moved  inputs: gateway-service should be something else now");
        assertThat(cluster.revisions()).isEqualTo(before);

        PlumblineProcess.Ended done = PlumblineProcess.run(cluster.asPerson(changed), "deploy", file);
        assertThat(done.code()).as(done.output()).isZero();
        assertThat(cluster.revisions().get("gateway-service")).isEqualTo(before.get("gateway-service") + 1);
        assertThat(PlumblineProcess.run(cluster.asPerson(changed), "deploy", file)
                        .output())
                .contains("moved  cluster: gateway-service was revision");
    }

    @Test
    void aMisspeltReleaseIsAnsweredWithTheRightOneBeforeAnythingIsTouched() {
        PlumblineProcess.Ended ended =
                PlumblineProcess.run(cluster.asPerson(original), "deploy", "--skip", "gateway-servise");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("did you mean gateway-service?");
    }

    /** Everything as it was declared, whatever the test before left. */
    private void asDeclared() {
        cluster.with(original, Installation::repair);
        assertThat(cluster.deploy(original).journal().failures()).isEmpty();
        List<DriftFinding> left = drift().findings();
        assertThat(left).isEmpty();
    }

    private DriftReport drift() {
        return cluster.with(original, Installation::drift);
    }

    private SomebodyElse by(String manager) {
        return new SomebodyElse(client(), manager);
    }

    private KubernetesClient client() {
        return cluster.client();
    }
}
