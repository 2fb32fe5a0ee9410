package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.StepState;
import dev.plumbline.junit.EphemeralOnly;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three traps of the order in which a platform comes up, each reproduced on a real cluster: a component is taken away, a deploy that
 * needs it begins, says what it waits for, and ends well when the component is back. Nothing is slept through: the component comes back
 * when the deploy has said that it misses it.
 */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderTrapsIT {
    private static final String NAMESPACE = "llm-judge";
    private static final String STORE = "/apis/external-secrets.io/v1beta1/clustersecretstores/aws-secrets-manager";
    /** Pods that end serve on for some seconds, until their endpoints are gone. */
    private static final Duration GONE = Duration.ofSeconds(60);

    private ClusterUnderTest cluster;
    private ProjectCopy original;

    /** A deployment that is away. */
    private record Component(String namespace, String name, int replicas) {}

    @BeforeAll
    void deploy(@TempDir Path forAllTests) {
        cluster = ClusterUnderTest.start("traps");
        original = ProjectCopy.in(forAllTests);
        asOriginal();
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Without its pods, the load balancer controller's webhook refuses every Service of the cluster. */
    @Test
    void anApplicationWithANewServiceWaitsForTheWebhookOfTheLoadBalancerController() {
        asOriginal();
        forgetRelease("gateway-service");
        Component controller = new Component("kube-system", "aws-load-balancer-controller", 2);
        takeAway(controller);
        await().atMost(GONE).untilAsserted(() -> assertThatThrownBy(
                        () -> cluster.client().resource(someService()).dryRun().create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("mservice.elbv2.k8s.aws"));

        Ended deploy = deployBringingBack(
                controller,
                original,
                state -> state.step().equals("gate/aws-load-balancer-controller/Service")
                        && state.detail().contains("mservice.elbv2.k8s.aws"));

        assertThat(deploy.plan().steps())
                .anyMatch(step -> step.step().id().equals("gateway-service") && step.change() instanceof Change.Create);
        assertThat(deploy.journal().failures()).isEmpty();
        assertThat(entry(deploy, "gateway-service").started().orElseThrow())
                .isAfterOrEqualTo(entry(deploy, "gate/aws-load-balancer-controller/Service")
                        .ready()
                        .orElseThrow());
    }

    /** Without its pods, the webhook of external-secrets refuses every store, even a dry-run of one. */
    @Test
    void theStoreWaitsForTheWebhookOfExternalSecrets() {
        asOriginal();
        // so that there is something to write
        new SomebodyElse(cluster.client(), "argocd-controller")
                .merge(STORE, "{\"spec\": {\"provider\": {\"aws\": {\"region\": \"eu-west-1\"}}}}");
        Component webhook = new Component("external-secrets-system", "external-secrets-webhook", 1);
        takeAway(webhook);
        HasMetadata store = cluster.with(
                original, installation -> installation.rendered().platform().secretStore());
        await().atMost(GONE).untilAsserted(() -> assertThatThrownBy(() -> cluster.client()
                        .resource(store)
                        .dryRun()
                        .fieldManager("test")
                        .forceConflicts()
                        .serverSideApply())
                .hasMessageContaining("failed calling webhook"));

        Ended deploy = deployBringingBack(
                webhook,
                original,
                state -> state.step().equals("gate/external-secrets/ClusterSecretStore")
                        && state.detail().contains("failed calling webhook"));

        assertThat(deploy.journal().failures()).isEmpty();
        assertThat(cluster.client().resource(store).get())
                .extracting(live -> ((GenericKubernetesResource) live).<String>get("spec", "provider", "aws", "region"))
                .isEqualTo("us-west-2");
        assertThat(entry(deploy, "clustersecretstore/aws-secrets-manager")
                        .started()
                        .orElseThrow())
                .isAfterOrEqualTo(entry(deploy, "gate/external-secrets/ClusterSecretStore")
                        .ready()
                        .orElseThrow());
    }

    /** Pods that run are not enough: while nothing serves its APIService, no autoscaler has numbers and no namespace can be deleted. */
    @Test
    void metricsServerIsNotReadyBeforeItsApiServiceIs() {
        asOriginal();
        Component metrics = new Component("kube-system", "metrics-server", 2);
        takeAway(metrics);
        await().atMost(GONE).untilAsserted(() -> assertThat(apiServiceStatus()).isEqualTo("False"));

        Ended deploy = deployBringingBack(
                metrics,
                original,
                state -> state.step().equals("metrics-server") && state.detail().contains("APIService"));

        assertThat(deploy.journal().failures()).isEmpty();
        assertThat(apiServiceStatus()).isEqualTo("True");
    }

    /** @param heard every state of a step, in order */
    private record Ended(Plan plan, Journal journal, List<StepState> heard) {}

    private Ended deployBringingBack(Component component, ProjectCopy project, Predicate<StepState> missed) {
        List<StepState> heard = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean back = new AtomicBoolean();
        Ended ended = cluster.with(project, installation -> {
            Plan plan = installation.plan();
            Journal journal = installation.deploy(plan, state -> {
                heard.add(state);
                if (missed.test(state) && back.compareAndSet(false, true)) {
                    bringBack(component);
                }
            });
            return new Ended(plan, journal, heard);
        });
        assertThat(back)
                .as("the deploy said what it missed; it said:\n%s", heard)
                .isTrue();
        return ended;
    }

    private void takeAway(Component component) {
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(component.namespace())
                .withName(component.name())
                .scale(0);
    }

    private void bringBack(Component component) {
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(component.namespace())
                .withName(component.name())
                .scale(component.replicas());
    }

    /** So that its next deploy is an installation again: Helm takes over the objects that are still there. */
    private void forgetRelease(String release) {
        KubernetesClient client = cluster.client();
        client.secrets()
                .inNamespace(NAMESPACE)
                .withLabel("owner", "helm")
                .withLabel("name", release)
                .delete();
        client.services().inNamespace(NAMESPACE).withName(release).delete();
        await().atMost(GONE)
                .until(() -> client.services()
                                .inNamespace(NAMESPACE)
                                .withName(release)
                                .get()
                        == null);
    }

    private String apiServiceStatus() {
        return cluster.client()
                .apiServices()
                .withName("v1beta1.metrics.k8s.io")
                .get()
                .getStatus()
                .getConditions()
                .get(0)
                .getStatus();
    }

    private void asOriginal() {
        assertThat(cluster.deploy(original).journal().failures()).isEmpty();
    }

    private static JournalEntry entry(Ended deploy, String step) {
        return deploy.journal().steps().stream()
                .filter(each -> each.step().equals(step))
                .findFirst()
                .orElseThrow();
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
}
