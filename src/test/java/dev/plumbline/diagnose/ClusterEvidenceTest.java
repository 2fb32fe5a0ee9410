package dev.plumbline.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.deploy.FailedStep;
import dev.plumbline.deploy.Finding;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.redact.Canary;
import dev.plumbline.redact.Redactor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterEvidenceTest {
    private static final Canary PASSWORD = Canary.in("database-password");
    private static final ObjectRef DEPLOYMENT = new ObjectRef("apps/v1", "Deployment", Optional.of("apps"), "front");
    private static final String REASON =
            "Deployment/apps/front: pod front-1: container service (image r/front:v1): restarted 3 times, last with exit code 1";

    @TempDir
    Path folder;

    private final PretendedCluster server = new PretendedCluster();
    private final Redactor redactor = new Redactor();
    private Cluster cluster;

    @BeforeEach
    void aDeploymentWhosePodCrashes() {
        cluster = server.connect(folder);
        keep("/apis/apps/v1/namespaces/apps/deployments/front", """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: front
                  namespace: apps
                  managedFields: [{manager: somebody, operation: Update}]
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: "a copy"}
                spec: {selector: {matchLabels: {app: front}}, template: {spec: {containers: []}}}
                status: {conditions: [{type: Available, status: "False", reason: MinimumReplicasUnavailable}]}
                """);
        keep("/api/v1/namespaces/apps/pods/front-1", """
                apiVersion: v1
                kind: Pod
                metadata: {name: front-1, namespace: apps, labels: {app: front}, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: {containers: [{name: service}]}
                status:
                  phase: Running
                  containerStatuses:
                  - name: service
                    image: r/front:v1
                    containerID: containerd://1
                    ready: false
                    restartCount: 3
                    state: {waiting: {reason: CrashLoopBackOff, message: back-off 40s}}
                    lastState: {terminated: {exitCode: 1, finishedAt: "2026-11-01T00:01:00Z", reason: Error}}
                """);
        keep("/api/v1/namespaces/apps/secrets/database", """
                apiVersion: v1
                kind: Secret
                metadata: {name: database, namespace: apps}
                data: {password: %s, username: %s}
                """.formatted(PASSWORD.base64(), base64("front")));
        keep("/api/v1/namespaces/apps/events/front-1.1", """
                apiVersion: v1
                kind: Event
                metadata: {name: front-1.1, namespace: apps}
                involvedObject: {kind: Pod, name: front-1}
                type: Warning
                reason: BackOff
                message: Back-off restarting failed container
                lastTimestamp: "2026-11-01T00:01:01Z"
                count: 3
                """);
        keep("/api/v1/namespaces/apps/events/back-1.1", """
                apiVersion: v1
                kind: Event
                metadata: {name: back-1.1, namespace: apps}
                involvedObject: {kind: Pod, name: back-1}
                type: Warning
                reason: BackOff
                message: of another release
                """);
        String log = "/api/v1/namespaces/apps/pods/front-1/log";
        server.saying(log, "starting\n");
        server.saying(log + "?previous", "starting\ncannot log in with %s\n".formatted(PASSWORD.value()));
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void everythingThatTellsIsInTheBundleAndNoSecret() throws Exception {
        Finding finding = collect(DEPLOYMENT, new ObjectRef("v1", "Secret", Optional.of("apps"), "database"));

        Path bundle = Path.of(finding.bundle());
        assertThat(finding.cause())
                .isEqualTo(
                        "container service of pod front-1 ends with exit code 1; it says: cannot log in with [redacted]");
        assertThat(bundle.resolve("summary.txt")).content().contains("step    front", finding.cause(), REASON);
        assertThat(bundle.resolve("objects/Deployment-front.yaml"))
                .content()
                .contains("MinimumReplicasUnavailable")
                .doesNotContain("managedFields", "a copy");
        assertThat(bundle.resolve("objects/Secret-database.yaml"))
                .content()
                .contains(
                        "password (%d bytes, sha256 ".formatted(PASSWORD.value().length()))
                .contains("username (5 bytes");
        assertThat(bundle.resolve("containers.txt"))
                .content()
                .contains("pod apps/front-1: Running")
                .contains(
                        "waiting (CrashLoopBackOff): back-off 40s, not ready, restarted 3 times; before: ended with exit code 1");
        assertThat(bundle.resolve("events.txt"))
                .content()
                .contains("Warning BackOff Pod/front-1 x3: Back-off restarting failed container")
                .doesNotContain("of another release");
        assertThat(bundle.resolve("logs/front-1-service.log")).content().isEqualTo("starting\n");
        assertThat(bundle.resolve("logs/front-1-service-previous.log"))
                .content()
                .contains("cannot log in with [redacted]");
        Canary.noneIsBelow(folder.resolve("failures"), List.of(PASSWORD), file -> true);
    }

    @Test
    void onlyTheOwnerMayLookInside() throws Exception {
        Path bundle = Path.of(collect(DEPLOYMENT).bundle());

        try (Stream<Path> tree = Files.walk(bundle)) {
            for (Path path : tree.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void whatDoesNotExistAndWhatCannotBeReadIsSaid() {
        server.refusing("GET", "/api/v1/namespaces/apps/events", 403, "events is forbidden");

        Finding finding = collect(DEPLOYMENT, new ObjectRef("v1", "Service", Optional.of("apps"), "front"));

        Path bundle = Path.of(finding.bundle());
        assertThat(bundle.resolve("objects/Service-front.yaml")).content().isEqualTo("# does not exist\n");
        assertThat(bundle.resolve("summary.txt")).content().contains("events could not be read", "events is forbidden");
        assertThat(bundle.resolve("logs/front-1-service-previous.log")).exists();
    }

    @Test
    void theTenNewestAreKept() throws IOException {
        for (int i = 0; i < 12; i++) {
            collect();
        }

        try (Stream<Path> bundles = Files.list(folder.resolve("failures"))) {
            assertThat(bundles).hasSize(10);
        }
    }

    @Test
    void aStepsNameIsNoPath() {
        Finding finding = evidence().collect(new FailedStep("../gate/x", "reason", List.of(), Optional.empty()));

        assertThat(Path.of(finding.bundle()).getParent()).isEqualTo(folder.resolve("failures"));
    }

    private Finding collect(ObjectRef... objects) {
        return evidence().collect(new FailedStep("front", REASON, List.of(objects), Optional.empty()));
    }

    private ClusterEvidence evidence() {
        return new ClusterEvidence(cluster, folder.resolve("failures"), redactor, this::learn);
    }

    private void learn(Secret secret) {
        secret.getData().forEach((key, value) -> {
            if (key.equals("password")) {
                redactor.register(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
            }
        });
    }

    private void keep(String path, String yaml) {
        server.with(path, (HasMetadata) Serialization.unmarshal(yaml));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
