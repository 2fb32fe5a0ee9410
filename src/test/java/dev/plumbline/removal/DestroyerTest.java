package dev.plumbline.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.Contention;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.LeaseTerms;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.cluster.RunIdentity;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a destroy leaves, on a cluster without controllers: what stands in its way on a real one is in the tests that start some. */
class DestroyerTest {
    private static final RenderedPlatform SMALL = SmallPlatform.renderedPlatform();
    private static final Namespace NAMESPACE = SMALL.platform().namespace();
    private static final String NAME = NAMESPACE.getMetadata().getName();
    private static final String PATH = "/api/v1/namespaces/" + NAME;
    private static final String CONFIG =
            PATH + "/configmaps/" + SMALL.platform().infraConfig().getMetadata().getName();

    private final PretendedCluster server = new PretendedCluster().serving("v1", "ConfigMap", "configmaps", true);
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Cluster cluster;
    private DeployLease lease;
    private HelmWorkers helm;

    @BeforeEach
    void connect(@TempDir Path folder) {
        cluster = server.connect(folder);
        helm = new HelmWorkers(1, folder.resolve("work"), folder.resolve("cache"));
        lease = DeployLease.take(
                cluster,
                new DeployLease.Claim(
                        "plumbline-tiny",
                        Map.of(),
                        RunIdentity.create(),
                        LeaseTerms.STANDARD,
                        Contention.REFUSE,
                        line -> {},
                        why -> {}));
        server.with(PATH, writtenBy(RunStamp.MANAGER, NAMESPACE));
    }

    @AfterEach
    void close() {
        lease.close();
        helm.close();
        cluster.close();
        server.close();
    }

    @Test
    void whatIsOursGoes() {
        server.with(CONFIG, writtenBy(RunStamp.MANAGER, SMALL.platform().infraConfig()));

        Destroyed destroyed = destroy(Sparing.nothing());

        assertThat(destroyed.removed()).contains("Namespace/" + NAME, "ConfigMap/" + NAME + "/infra-config");
        assertThat(destroyed.others()).isEmpty();
        assertThat(server.paths()).doesNotContain(PATH, CONFIG);
    }

    @Test
    void whatIsNotOursKeepsItsNamespace() {
        server.with(CONFIG, writtenBy("kubectl-create", SMALL.platform().infraConfig()));

        Destroyed destroyed = destroy(Sparing.nothing());

        assertThat(server.paths()).contains(PATH, CONFIG);
        assertThat(destroyed.removed()).isEmpty();
        assertThat(destroyed.others())
                .containsExactly(ObjectRef.of(SMALL.platform().infraConfig()));
        assertThat(said)
                .contains(
                        "configmap/infra-config kept: it was not made by plumbline",
                        "namespace/" + NAME + " kept: configmap/infra-config needs it, and stays");
    }

    @Test
    void whatNobodyDeclaredIsNamedBeforeItGoesWithItsNamespace() {
        server.with(PATH + "/configmaps/somebodys", writtenBy("kubectl-create", named("somebodys")));

        Destroyed destroyed = destroy(strangers(false));

        assertThat(destroyed.removed()).contains("Namespace/" + NAME);
        assertThat(said)
                .containsSubsequence(
                        "Namespace/%1$s goes with what no deploy made: ConfigMap/%1$s/somebodys".formatted(NAME),
                        "Namespace/%s removed".formatted(NAME));
    }

    @Test
    void onALiveEnvironmentWhatNobodyDeclaredKeepsItsNamespace() {
        server.with(PATH + "/configmaps/somebodys", writtenBy("kubectl-create", named("somebodys")));

        Destroyed destroyed = destroy(strangers(true));

        assertThat(destroyed.removed()).isEmpty();
        assertThat(server.paths()).contains(PATH, PATH + "/configmaps/somebodys");
        assertThat(said)
                .contains(
                        "Namespace/%1$s kept: in it is what no deploy made: ConfigMap/%1$s/somebodys; if all of it may go: kubectl delete namespace %1$s"
                                .formatted(NAME));
    }

    /** What cannot be listed is not nothing. */
    @Test
    void aNamespaceOfALiveEnvironmentStaysWhileNobodyKnowsWhatIsInIt() {
        server.refusing("GET", "/apis", 503, "the server is currently unable to handle the request");

        assertThatThrownBy(() -> destroy(strangers(true))).hasMessageContaining("namespace/" + NAME + ": ");
        assertThat(server.paths()).contains(PATH);

        destroy(strangers(false));

        assertThat(said).anyMatch(line -> line.startsWith("what is in Namespace/%s cannot be listed".formatted(NAME)));
        assertThat(server.paths()).doesNotContain(PATH);
    }

    @Test
    void aWebhookThatComesBackIsRemovedOnceAndThenNamed() {
        server.with(CONFIG, writtenBy(RunStamp.MANAGER, SMALL.platform().infraConfig()))
                .refusing("DELETE", CONFIG, 400, "failed calling webhook \"check.example.com\": no endpoints")
                .with(
                        "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/check",
                        webhookOf(SMALL.releases().get(0).spec().id()));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> destroy(Sparing.nothing()))
                .hasMessageContaining("configmap/infra-config: ")
                .hasMessageContaining("failed calling webhook"));
        assertThat(said)
                .filteredOn(line -> line.contains("removed first"))
                .containsExactly(
                        "ValidatingWebhookConfiguration/check removed first: it does not answer, and refuses that ConfigMap/%s/infra-config goes"
                                .formatted(NAME));
    }

    /** With a finalizer: it stays although it was deleted. */
    private static HasMetadata webhookOf(ReleaseId release) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("check")
                .addToFinalizers("example.com/hold")
                .addToAnnotations("meta.helm.sh/release-name", release.name())
                .addToAnnotations("meta.helm.sh/release-namespace", release.namespace())
                .endMetadata()
                .addNewWebhook()
                .withName("check.example.com")
                .endWebhook()
                .build();
    }

    private Sparing strangers(boolean live) {
        return new Strangers(new NamespaceContents(cluster.client()), live, said::add);
    }

    private static ConfigMap named(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAME)
                .endMetadata()
                .build();
    }

    private Destroyed destroy(Sparing sparing) {
        return new Destroyer(cluster, helm, lease, new ReleaseSecrets(cluster.client()), Duration.ofSeconds(5))
                .destroy(SMALL, sparing, said::add);
    }

    private static HasMetadata writtenBy(String manager, HasMetadata object) {
        HasMetadata written = Serialization.clone(object);
        written.getMetadata()
                .setManagedFields(List.of(
                        new ManagedFieldsEntryBuilder().withManager(manager).build()));
        return written;
    }
}
