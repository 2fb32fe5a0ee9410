package dev.plumbline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.View;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/apps/configmaps";
    private static final String PARAMETERS = "/apis/example.com/v1/parameters";
    private static final String SECRETS = "/api/v1/namespaces/apps/secrets";

    private final PretendedCluster server = new PretendedCluster();
    private Cluster cluster;
    private Snapshot snapshot;

    @BeforeEach
    void connect(@TempDir Path folder) {
        cluster = server.connect(folder);
        snapshot = new Snapshot(cluster.client());
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void howeverManyAskAKindIsListedOnce() {
        server.with(CONFIG_MAPS + "/one", configMap("one")).with(CONFIG_MAPS + "/two", configMap("two"));
        View view = snapshot.view();

        assertThat(snapshot.around(List.of(ref("one"), ref("two"), ref("three"))))
                .containsOnlyKeys(ref("one"), ref("two"));
        assertThat(view.find(ref("one"), ConfigMap.class))
                .hasValueSatisfying(found -> assertThat(found.getData()).containsEntry("name", "one"));
        assertThat(view.find(ref("three"), ConfigMap.class)).isEmpty();
        assertThat(view.all(ConfigMap.class, "apps")).hasSize(2);
        assertThat(asked()).containsExactly(CONFIG_MAPS);
    }

    @Test
    void whatHappensAfterTheLookIsNotSeen() {
        snapshot.around(List.of(ref("one")));
        server.with(CONFIG_MAPS + "/one", configMap("one"));

        assertThat(snapshot.view().find(ref("one"), ConfigMap.class)).isEmpty();
    }

    @Test
    void anObjectOfAKindWithoutNamespacesIsFoundWhateverNamespaceItsReleaseHas() {
        server.serving("example.com/v1", "Parameters", "parameters", false)
                .with(
                        PARAMETERS + "/alb",
                        new GenericKubernetesResourceBuilder()
                                .withApiVersion("example.com/v1")
                                .withKind("Parameters")
                                .withNewMetadata()
                                .withName("alb")
                                .endMetadata()
                                .build());
        ObjectRef ref = new ObjectRef("example.com/v1", "Parameters", Optional.of("apps"), "alb");

        assertThat(snapshot.view().find(ref, GenericKubernetesResource.class)).isPresent();
    }

    @Test
    void nothingIsThereOfAKindThatIsNotServed() {
        ObjectRef ref = new ObjectRef("example.com/v1", "Parameters", Optional.of("apps"), "alb");

        assertThat(snapshot.view().find(ref, GenericKubernetesResource.class)).isEmpty();
    }

    @Test
    void aSecretIsReadAloneAndWithoutItsValues() {
        server.with(
                SECRETS + "/tls",
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("tls")
                        .withNamespace("apps")
                        .endMetadata()
                        .withData(Map.of("key", "c2VjcmV0"))
                        .build());
        ObjectRef ref = new ObjectRef("v1", "Secret", Optional.of("apps"), "tls");

        assertThat(snapshot.view().find(ref, Secret.class))
                .hasValueSatisfying(found -> assertThat(found.getData()).isNullOrEmpty());
        assertThat(snapshot.view().secret("apps", "tls"))
                .hasValueSatisfying(keys -> assertThat(keys.sizes()).isEqualTo(Map.of("key", 6)));
        assertThat(snapshot.view().secret("apps", "other")).isEmpty();
        assertThat(asked()).doesNotContain(SECRETS);
    }

    @Test
    void aKindThatMayNotBeReadIsAnErrorAndNotNothing() {
        server.refusing("GET", CONFIG_MAPS, 403, "configmaps is forbidden");

        assertThatThrownBy(() -> snapshot.view().find(ref("one"), ConfigMap.class))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(CONFIG_MAPS)
                .hasMessageContaining("forbidden");
    }

    private List<String> asked() {
        return server.requests().stream().map(PretendedCluster.Request::path).toList();
    }

    private static ObjectRef ref(String name) {
        return new ObjectRef("v1", "ConfigMap", Optional.of("apps"), name);
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("apps")
                .endMetadata()
                .withData(Map.of("name", name))
                .build();
    }
}
