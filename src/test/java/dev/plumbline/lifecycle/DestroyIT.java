package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.cluster.RunStamp;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.lifecycle.PlumblineProcess.Ended;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a deploy leaves on what it makes, and that all of it goes again, whatever stands in the way. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestroyIT {
    private static final String NAMESPACE = "llm-judge";
    private static final String HOLD = "example.com/hold";
    private static final String EXTERNAL_SECRET =
            "/apis/external-secrets.io/v1beta1/namespaces/" + NAMESPACE + "/externalsecrets/rds-credentials";
    private static final String FOREIGN = "/api/v1/namespaces/" + NAMESPACE + "/configmaps/somebodys";
    /** Pods that end serve on for some seconds, until their endpoints are gone; and they get half a minute to end. */
    private static final Duration GONE = Duration.ofSeconds(60);

    private ClusterUnderTest cluster;
    private ProjectCopy project;
    private Inventory before;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = ClusterUnderTest.start("destroy");
        project = ProjectCopy.in(folder);
        before = Inventory.of(cluster.client());
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** A finalizer that nobody removes, a namespace that never gets empty, and both webhook and metrics of the platform out of order. */
    @Test
    void whatStandsInTheWayIsNamedAndNothingIsLostAndTheNextDestroyFinishes() {
        deployForFourHours();
        SomebodyElse somebody = new SomebodyElse(cluster.client(), "somebody");
        somebody.merge(EXTERNAL_SECRET, finalizers(HOLD));
        somebody.create(
                "/api/v1/namespaces/" + NAMESPACE + "/configmaps",
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"somebodys\",\"finalizers\":[\"%s\"]}}"
                        .formatted(HOLD));
        takeAwayWebhookAndMetrics();

        Ended held = plumbline("destroy", "--timeout", "5s");

        assertThat(held.code()).as(held.output()).isEqualTo(1);
        assertThat(held.output())
                .contains("ValidatingWebhookConfiguration/externalsecret-validate removed first: it does not answer")
                .contains("not removed, and so neither what these need:")
                .contains(
                        "persistence-service: ExternalSecret/llm-judge/rds-credentials is still there 5 s after its deletion")
                .contains("finalizers [example.com/hold]")
                .contains("release llm-judge/gateway-service removed")
                .doesNotContain("Destroyed");
        assertThat(held.took()).isLessThan(Duration.ofSeconds(60));
        assertThat(cluster.releases().keySet())
                .as("what that one needs stays, and is whole")
                .extracting(id -> id.name())
                .contains("external-secrets")
                .doesNotContain("gateway-service", "redis-service", "inference-service", "judge-service");
        assertThat(cluster.client()
                        .namespaces()
                        .withName(NAMESPACE)
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp())
                .isNull();

        somebody.merge(EXTERNAL_SECRET, finalizers());
        Ended full = plumbline("destroy", "--timeout", "10s");

        assertThat(full.code()).as(full.output()).isEqualTo(1);
        assertThat(full.output())
                .contains("namespace/llm-judge: Namespace/llm-judge is still there 10 s after its deletion")
                .contains("ConfigMap/llm-judge/somebodys: finalizers [example.com/hold]")
                .contains("release external-secrets-system/external-secrets removed")
                .contains("release kube-system/metrics-server ");

        somebody.merge(FOREIGN, finalizers());
        Ended destroyed = plumbline("destroy");

        assertThat(destroyed.code()).as(destroyed.output()).isZero();
        assertThat(destroyed.output()).contains("Destroyed: environment local.");
        await().atMost(GONE).untilAsserted(() -> assertThat(
                        Inventory.of(cluster.client()).besides(before))
                .as("nothing is left but what is named:\n%s", destroyed.output())
                .allMatch(destroyed.output()::contains)
                .allMatch(object -> object.matches("CustomResourceDefinition/.*"
                        + "|(Lease|ConfigMap)/kube-system/(aws-load-balancer-controller|cluster-autoscaler).*")));
        System.out.printf("destroy: held %s, full %s, whole %s%n", held.took(), full.took(), destroyed.took());
    }

    private void deployForFourHours() {
        Instant start = Instant.now();

        Ended deploy = plumbline("deploy", "--lifetime", "4h");

        assertThat(deploy.code()).as(deploy.output()).isZero();
        List<RunStamp> stamps = cluster.stamps();
        assertThat(stamps)
                .as("two namespaces, the configuration, the store, nine releases")
                .hasSize(13);
        assertThat(stamps).extracting(RunStamp::run).containsOnly(runOf(deploy));
        assertThat(stamps).extracting(RunStamp::environment).containsOnly("local");
        assertThat(stamps).extracting(RunStamp::expires).allSatisfy(end -> assertThat(end.orElseThrow())
                .isBetween(
                        start.plus(Duration.ofHours(4)).minusSeconds(1),
                        Instant.now().plus(Duration.ofHours(4))));
    }

    private Ended plumbline(String... arguments) {
        return PlumblineProcess.run(cluster.asPerson(project), arguments);
    }

    /** Without its pods, external-secrets' webhook refuses that a store or an ExternalSecret be deleted; and one API is served by nobody. */
    private void takeAwayWebhookAndMetrics() {
        KubernetesClient client = cluster.client();
        client.apps()
                .deployments()
                .inNamespace("external-secrets-system")
                .withName("external-secrets-webhook")
                .scale(0);
        client.apps()
                .deployments()
                .inNamespace("kube-system")
                .withName("metrics-server")
                .scale(0);
        HasMetadata store = cluster.with(
                project, installation -> installation.rendered().platform().secretStore());
        await().atMost(GONE).untilAsserted(() -> assertThatThrownBy(() -> client.resource(store)
                        .dryRun()
                        .fieldManager("test")
                        .forceConflicts()
                        .serverSideApply())
                .hasMessageContaining("failed calling webhook"));
    }

    private static String runOf(Ended ended) {
        return java.util.regex.Pattern.compile("run ([0-9a-f]{8})")
                .matcher(ended.output())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(ended.output()));
    }

    private static String finalizers(String... names) {
        return "{\"metadata\":{\"finalizers\":[%s]}}"
                .formatted(
                        Set.of(names).stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",")));
    }
}
