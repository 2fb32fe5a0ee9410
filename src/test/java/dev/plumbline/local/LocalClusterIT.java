package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalClusterIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private RunningLocalCluster cluster;
    private KubernetesClient client;

    @BeforeAll
    void start() {
        LocalCache cache = LocalCache.ofUser();
        PreparedImages images = new Preparation(PROJECT, cache, System.out::println)
                .run(Consent.of(false))
                .orElseThrow();
        cluster = new LocalCluster(cache, System.out::println)
                .start(
                        images,
                        LocalClusterOptions.ephemeral("node-it")
                                .withApiServerArgument("service-account-issuer=https://issuer.example"));
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build();
    }

    @AfterAll
    void stop() {
        if (client != null) {
            client.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void nodeIsReadyAndSaysHowLongItTook() {
        System.out.println(cluster);
        assertThat(client.nodes().list().getItems()).hasSize(1);
        assertThat(cluster.startup()).isPositive();
    }
}
