package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.Manifest;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Workspace;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.RevisionStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.redact.Canary;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a deploy does when it fails, on a real cluster with the command line; every test begins with the platform as it is. Secrets are
 * planted in the charts: after each command its output and everything it left on this machine is searched for them.
 */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedDeployIT {
    private static final String NAMESPACE = "llm-judge";
    private static final ReleaseId AUTOSCALER = new ReleaseId("kube-system", "cluster-autoscaler");
    private static final Canary DATA = Canary.in("secret-data");
    private static final Canary VARIABLE = Canary.in("env");
    private static final Canary ANNOTATION = Canary.in("annotation");

    private Path folder;
    private ClusterUnderTest cluster;
    private ProjectCopy original;
    private PlumblineProcess.Ended first;
    private List<StoredRelease> afterFirst;
    private final List<Canary> canaries = new ArrayList<>(List.of(DATA, VARIABLE, ANNOTATION));

    @BeforeAll
    void deployFirstWithAnImageThatDoesNotExistAndThenAsItShouldBe(@TempDir Path forAllTests) throws Exception {
        folder = forAllTests;
        cluster = ClusterUnderTest.start("failures");
        original = copy("original");
        first = plumbline(copy("first").withLocal("values: {judge: {image: {tag: v9.9.9}}}"), "deploy");
        afterFirst = List.copyOf(cluster.releases().values());
        canaries.add(new Canary(passwordOfTheDatabase()));
        canaries.addAll(keysOfTheKubeconfig());
        asOriginal();
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aFirstInstallThatFailsIsKeptWithItsEvidence() {
        assertThat(first.code()).as(first.output()).isEqualTo(1);
        assertThat(first.output())
                .contains("FAILED judge-service")
                .contains("cause     the image plumbline.local/llm-judge/judge-service:v9.9.9 cannot be pulled")
                .containsPattern("judge-service +revision 1 +deployed")
                .containsPattern("judge-service: the image .* cannot be pulled.*; kept as it is");
        assertThat(afterFirst).hasSize(9).allMatch(release -> release.revision() == 1);
        Path bundle = evidence(first, "judge-service");
        assertThat(bundle.resolve("summary.txt")).content().contains("v9.9.9");
        assertThat(bundle.resolve("objects/Deployment-judge-service.yaml"))
                .content()
                .contains("status:");
        assertThat(bundle.resolve("containers.txt")).content().contains("waiting (");
        assertThat(bundle.resolve("events.txt")).content().contains("Failed to pull image");
        assertThat(bundle.resolve("helm-history.txt")).content().contains("revision 1 deployed");
    }

    @Test
    void anUpgradeToAnImageThatDoesNotExistIsTakenBackWithItsConfigurationAndThePlatformIsGreenAgain() {
        asOriginal();
        Map<String, Integer> before = cluster.revisions();
        Map<String, String> config = infraConfig();
        ProjectCopy wrong = copy("image")
                .with("environments/local.yaml", "application: ljlapp1", "application: ljlapp2")
                .withLocal("values: {gateway: {image: {tag: v9.9.9}}}");

        PlumblineProcess.Ended deploy = plumbline(wrong, "deploy");

        assertThat(deploy.code()).as(deploy.output()).isEqualTo(1);
        int revision = before.get("gateway-service");
        assertThat(deploy.output())
                .contains("FAILED gateway-service")
                .contains("Restored configmap/infra-config: what it was before, ready")
                .contains("Restored gateway-service: revision %d, as revision %d, ready"
                        .formatted(revision, revision + 2))
                .contains("Restored judge-service: ")
                .containsPattern("gateway-service +revision %d +deployed".formatted(revision + 2))
                .containsPattern(
                        "gateway-service: the image .*v9.9.9 cannot be pulled.*; restored to revision " + revision);
        assertThat(evidence(deploy, "gateway-service").resolve("containers.txt"))
                .content()
                .contains("v9.9.9");
        assertThat(infraConfig()).isEqualTo(config);
        assertThat(cluster.releases().values()).allMatch(release -> release.status() == ReleaseStatus.DEPLOYED);
        assertThat(podsOf("gateway-service"))
                .hasSize(2)
                .allMatch(Readiness::isPodReady)
                .noneMatch(
                        pod -> pod.getSpec().getContainers().get(0).getImage().endsWith("v9.9.9"));
        PlumblineProcess.Ended plan = plumbline(original, "plan");
        assertThat(plan.output()).contains("Plan: nothing to change.");
        PlumblineProcess.Ended verify = plumbline(original, "verify");
        assertThat(verify.code()).as(verify.output()).isZero();
    }

    @Test
    void whatIsKeptOnRequestIsStillThereForALook() {
        asOriginal();
        Map<String, Integer> before = cluster.revisions();

        PlumblineProcess.Ended deploy = plumbline(
                copy("kept").withLocal("values: {gateway: {image: {tag: v9.9.9}}}"), "deploy", "--on-failure", "keep");

        assertThat(deploy.code()).isEqualTo(1);
        assertThat(deploy.output()).contains("kept as it is").doesNotContain("Restored");
        assertThat(cluster.revisions()).containsEntry("gateway-service", before.get("gateway-service") + 1);
        assertThat(podsOf("gateway-service"))
                .anyMatch(pod -> pod.getSpec().getContainers().get(0).getImage().endsWith("v9.9.9"));
    }

    /** No revision stores subcharts; a template that makes something up would make up something else. */
    @Test
    void aReleaseWithSubchartsAndHooksGoesBackToTheLetterAndIsKnownAgain() {
        asOriginal();
        ProjectCopy family = FamilyChart.in(copy("family"), "one");
        assertThat(cluster.deploy(family).journal().failures()).isEmpty();
        StoredRelease good = autoscaler();
        Map<String, String> made = settings("family");
        ProjectCopy broken = FamilyChart.in(copy("broken"), "two")
                .with(
                        "fixtures/charts/cluster-autoscaler/templates/deployment.yaml",
                        "image: \"{{ .Values.image.repository }}:{{ .Values.image.tag }}\"",
                        "image: \"Not//An:Image\"");

        cluster.deploy(broken);

        assertThat(autoscaler().revision()).isEqualTo(good.revision() + 2);
        assertThat(autoscaler().status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(Manifest.trees(autoscaler().manifest())).isEqualTo(Manifest.trees(good.manifest()));
        assertThat(settings("family")).isEqualTo(made).containsEntry("template", "{{ .Values.text }}");
        assertThat(settings("family-sub")).containsEntry("text", "one");
        assertThat(settings("family-unnamed")).containsEntry("text", "one");
        assertThat(settings("family-hook")).as("configuration that is a hook").containsEntry("text", "one");
        assertThat(job("family-migrate").getMetadata().getLabels())
                .as("the job of the upgrade that failed, and none after it")
                .containsEntry("text", "two");
        assertThat(job("family-undo")).as("the job of a rollback").isNotNull();
        assertThat(cluster.with(family, Installation::plan).writes()).isFalse();

        ProjectCopy next = FamilyChart.in(copy("next"), "three");
        assertThat(cluster.deploy(next).journal().failures()).isEmpty();
        assertThat(settings("family-sub")).containsEntry("text", "three");
        RevisionStatus status = new RevisionStatus(cluster.client(), AUTOSCALER);
        status.set(good.revision() + 2, "deployed");
        status.set(good.revision() + 3, "pending-upgrade");

        assertThat(cluster.deploy(next).journal().failures()).isEmpty();

        List<StoredRelease> history = cluster.history(AUTOSCALER);
        assertThat(history.get(0).revision()).isEqualTo(good.revision() + 5);
        assertThat(Manifest.trees(history.get(1).manifest())).isEqualTo(Manifest.trees(good.manifest()));
        assertThat(settings("family-sub")).containsEntry("text", "three");
        assertThat(cluster.with(next, Installation::plan).writes()).isFalse();

        asOriginal();

        assertThat(settings("family-sub")).isEmpty();
        for (String left : List.of("family-migrate", "family-undo")) {
            cluster.client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace("kube-system")
                    .withName(left)
                    .delete();
        }
        cluster.client()
                .configMaps()
                .inNamespace("kube-system")
                .withName("family-hook")
                .delete();
    }

    @Test
    void everyCommandKeepsTheSecretsThatItMeets() {
        asOriginal();

        assertThat(List.of(
                        plumbline(original, "plan"),
                        plumbline(original, "deploy"),
                        plumbline(original, "status"),
                        plumbline(original, "outputs"),
                        plumbline(original, "render"),
                        plumbline(
                                original,
                                "verify",
                                "--junit-xml",
                                folder.resolve("verify.xml").toString())))
                .allMatch(ended -> ended.code() == 0);
        Canary.noneIsBelow(folder, canaries, file -> file.endsWith("verify.xml"));
    }

    /** Runs a command as a person does, and searches what it left. */
    private PlumblineProcess.Ended plumbline(ProjectCopy project, String... arguments) {
        Workspace person = cluster.asPerson(project);
        PlumblineProcess.Ended ended = PlumblineProcess.run(person, arguments);
        canaries.forEach(canary -> canary.isNotIn(ended.output(), String.join(" ", arguments)));
        if (Files.exists(person.state())) {
            Canary.noneIsBelow(person.state(), canaries, file -> true);
            assertThat(person.state().resolve("work"))
                    .as("values files, and charts that were restored")
                    .isEmptyDirectory();
        }
        Canary.noneIsBelow(
                person.cache(), canaries, file -> !file.getFileName().toString().equals("kubeconfig"));
        return ended;
    }

    private void asOriginal() {
        PlumblineProcess.Ended deploy = plumbline(original, "deploy");
        assertThat(deploy.code()).as(deploy.output()).isZero();
    }

    private static Path evidence(PlumblineProcess.Ended deploy, String step) {
        Matcher path = Pattern.compile("evidence +(\\S+-" + step + "-\\S+)").matcher(deploy.output());
        assertThat(path.find()).as(deploy.output()).isTrue();
        return Path.of(path.group(1));
    }

    private Map<String, String> infraConfig() {
        return cluster.client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName("infra-config")
                .get()
                .getData();
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

    private String passwordOfTheDatabase() {
        String data = cluster.client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName("rds-credentials")
                .get()
                .getData()
                .get("password");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    private List<Canary> keysOfTheKubeconfig() {
        return Stream.of(
                        cluster.client().getConfiguration().getClientKeyData(),
                        cluster.client().getConfiguration().getAutoOAuthToken())
                .filter(secret -> secret != null && secret.length() > 20)
                .map(Canary::new)
                .toList();
    }

    /** Empty if it is not there. */
    private Map<String, String> settings(String name) {
        ConfigMap config = cluster.client()
                .configMaps()
                .inNamespace("kube-system")
                .withName(name)
                .get();
        return config == null ? Map.of() : config.getData();
    }

    private Job job(String name) {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace("kube-system")
                .withName(name)
                .get();
    }

    private StoredRelease autoscaler() {
        return cluster.releases().get(AUTOSCALER);
    }

    /** The project with secrets in what the services' chart renders. */
    private ProjectCopy copy(String name) {
        ProjectCopy project = ProjectCopy.in(folder.resolve(name))
                .with(
                        "charts/llm-judge-service/templates/deployment.yaml",
                        "          env:\n",
                        "          env:\n            - name: PLANTED_PASSWORD\n              value: " + VARIABLE.value()
                                + "\n");
        try {
            Files.writeString(
                    project.workspace().root().resolve("charts/llm-judge-service/templates/planted.yaml"),
                    """
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: {{ .Release.Name }}-planted
                      # in the application's namespace the suite would report it as nobody's
                      namespace: default
                      annotations: {example.com/api-token: "%s"}
                    data: {password: %s}
                    """.formatted(ANNOTATION.value(), DATA.base64()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return project;
    }
}
