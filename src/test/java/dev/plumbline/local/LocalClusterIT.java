package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.junit.EphemeralOnly;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One real node, started once; no test here depends on what another has done to it. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalClusterIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String ISSUER = "https://issuer.example";

    private PreparedImages images;
    private LocalCluster local;
    private RunningLocalCluster cluster;
    private KubernetesClient client;

    @BeforeAll
    void start() {
        LocalCache cache = LocalCache.ofUser();
        images = new Preparation(PROJECT, cache, System.out::println)
                .run(Consent.of(false))
                .orElseThrow();
        local = new LocalCluster(cache, System.out::println);
        cluster = local.start(
                images,
                LocalClusterOptions.ephemeral("node-it")
                        .withApiServerArgument("service-account-issuer=" + ISSUER)
                        .withLabel("dev.plumbline.test", "node-it"));
        client = client(cluster);
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
    void handsOutAKubeconfigForItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.kubeconfig())))
                .isEqualTo("rw-------");
    }

    @Test
    void passesArgumentsOnToTheApiServer() {
        assertThat(client.raw("/.well-known/openid-configuration")).contains("\"issuer\":\"" + ISSUER + "\"");
    }

    @Test
    void holdsEveryImageOfTheListButItselfAndMoto() {
        List<String> inNode = new DockerCommand()
                .run("exec", cluster.nodeContainer(), "ctr", "-n", "k8s.io", "images", "ls", "-q")
                .lines();
        List<String> expected = ImageCatalog.read(PROJECT).images().stream()
                .filter(image -> !Set.of("node", "moto").contains(image.id()))
                .flatMap(image -> image.references().stream())
                .toList();
        assertThat(inNode).containsAll(expected);
    }

    @Test
    void podsResolveServicesByName() {
        assertThat(logOfPod("dns", "nslookup kubernetes.default.svc.cluster.local"))
                .contains("10.43.0.1");
    }

    @Test
    void podsAndHostReachTheEmulatorAtOneAddress() throws Exception {
        URI data = cluster.awsEndpoint().resolve("/moto-api/data.json");
        String fromHost = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(data).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(fromHost).startsWith("{");
        assertThat(logOfPod("aws", "wget -q -O - " + data)).startsWith("{");
    }

    @Test
    void auditLogShowsWhoWroteWhatAndWhatWasADryRun() {
        ConfigMap written = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("audited")
                .withNamespace("default")
                .endMetadata()
                .build();
        client.resource(written).create();
        client.resource(written).dryRun().delete();
        client.configMaps().inNamespace("default").withName("audited").get();
        List<AuditEvent> events = cluster.auditEvents().stream()
                .filter(event -> event.resource().equals("configmaps")
                        && event.userAgent().equals("plumbline-node-it"))
                .toList();
        assertThat(events).extracting(AuditEvent::verb).contains("create", "delete", "get");
        assertThat(events.stream().filter(AuditEvent::writes).map(AuditEvent::verb))
                .containsExactly("create");
    }

    @Test
    void saysWithinSecondsWhyANodeCannotStart() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> local.start(
                        images, LocalClusterOptions.ephemeral("broken").withApiServerArgument("no-such-flag=1")))
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("unknown flag: --no-such-flag");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(45));
    }

    @Test
    void isNotSweptWhileItsOwnerLives() {
        local.sweep();
        assertThat(client.nodes().list().getItems()).hasSize(1);
    }

    @Test
    void twoAtOnceDoNotSeeEachOtherAndTakeTheirCgroupsAlong() throws Exception {
        Path cgroup;
        try (RunningLocalCluster other = local.start(images, LocalClusterOptions.ephemeral("node-it"));
                KubernetesClient otherClient = client(other)) {
            assertThat(uid(otherClient)).isNotEqualTo(uid(client));
            assertThat(other.awsEndpoint()).isNotEqualTo(cluster.awsEndpoint());
            cgroup = memoryCgroup(other);
        }
        assertThat(cgroup).doesNotExist();
    }

    @Test
    void onCgroupV1PodsAreAccountedBelowTheNode() throws Exception {
        assumeThat(Path.of("/sys/fs/cgroup/memory")).isDirectory();
        try (Stream<Path> pods = Files.list(memoryCgroup(cluster).resolve("k8s.io"))) {
            assertThat(pods.filter(Files::isDirectory)).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static Path memoryCgroup(RunningLocalCluster cluster) throws IOException {
        String pid = new DockerCommand()
                .run("inspect", "--format", "{{.State.Pid}}", cluster.nodeContainer())
                .lines()
                .get(0);
        String path = Files.readAllLines(Path.of("/proc", pid, "cgroup")).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts[1].equals("memory") || parts[0].equals("0"))
                .map(parts -> parts[2])
                .findFirst()
                .orElseThrow();
        Path memory = Path.of("/sys/fs/cgroup/memory");
        return Path.of((Files.isDirectory(memory) ? memory : memory.getParent()) + path);
    }

    private static String uid(KubernetesClient client) {
        return client.namespaces().withName("kube-system").get().getMetadata().getUid();
    }

    private String logOfPod(String name, String command) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("main")
                .withImage(ImageCatalog.read(PROJECT).image("redis").reference())
                .withImagePullPolicy("Never")
                .withCommand("sh", "-c", command)
                .endContainer()
                .endSpec()
                .build();
        client.resource(pod).create();
        client.resource(pod)
                .waitUntilCondition(
                        seen -> seen != null
                                && seen.getStatus() != null
                                && Set.of("Succeeded", "Failed")
                                        .contains(seen.getStatus().getPhase()),
                        60,
                        TimeUnit.SECONDS);
        return client.pods().inNamespace("default").withName(name).getLog();
    }

    private static KubernetesClient client(RunningLocalCluster cluster) {
        Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
        config.setUserAgent("plumbline-node-it");
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
