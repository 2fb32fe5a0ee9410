package dev.plumbline.lifecycle;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.Plan;
import dev.plumbline.harness.EphemeralPlatform;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Target;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.local.AuditEvent;
import dev.plumbline.local.RunningLocalCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A local cluster of this class alone, to which a test deploys projects: in this JVM, or as a person does with the command line. */
final class ClusterUnderTest implements AutoCloseable {
    static final Set<String> NAMESPACES = Set.of("kube-system", "external-secrets-system", "llm-judge");

    /** How the audit log names us: our own client, and the Helm library in the workers. */
    private static final List<String> OUR_AGENTS = List.of("plumbline", "Helm/");

    private final EphemeralPlatform platform;

    private ClusterUnderTest(EphemeralPlatform platform) {
        this.platform = platform;
    }

    /** A plan and what came of it. */
    record Deployed(Plan plan, Journal journal) {}

    static ClusterUnderTest start(String name) {
        return new ClusterUnderTest(EphemeralPlatform.empty(Workspace.ofProcess(), name));
    }

    KubernetesClient client() {
        return cluster().client();
    }

    Cluster cluster() {
        return platform.installation().cluster();
    }

    Deployed deploy(ProjectCopy project) {
        return with(project, installation -> {
            Plan plan = installation.plan();
            return new Deployed(plan, installation.deploy(plan, state -> {}));
        });
    }

    /** Opens a project on this cluster, for as long as the action takes. */
    <T> T with(ProjectCopy project, Function<Installation, T> action) {
        return with(project.workspace(), action);
    }

    <T> T with(Workspace workspace, Function<Installation, T> action) {
        return with(workspace, Targets.of(platform.cluster()), action);
    }

    /** What is written may stay until some time. */
    <T> T withUntil(Instant end, ProjectCopy project, Function<Installation, T> action) {
        return with(project.workspace(), Targets.of(platform.cluster()).until(end), action);
    }

    private <T> T with(Workspace workspace, Target target, Function<Installation, T> action) {
        try (Harness harness = Harness.open(workspace, Selection.of("local"));
                Installation installation = harness.on(target)) {
            return action.apply(installation);
        }
    }

    /** The newest revision of every release, by release. */
    Map<ReleaseId, StoredRelease> releases() {
        return platform.installation().stored().latestIn(NAMESPACES);
    }

    /** All stored revisions of a release, newest first. */
    List<StoredRelease> history(ReleaseId id) {
        return platform.installation().stored().history(id);
    }

    /** Release name to revision. */
    Map<String, Integer> revisions() {
        Map<String, Integer> revisions = new TreeMap<>();
        releases().forEach((id, release) -> revisions.put(id.name(), release.revision()));
        return revisions;
    }

    /** What runs left on whatever they made. */
    List<RunStamp> stamps() {
        return Stream.of(
                        client().namespaces().withLabel(RunStamp.RUN).list().getItems(),
                        client().configMaps()
                                .inAnyNamespace()
                                .withLabel(RunStamp.RUN)
                                .list()
                                .getItems(),
                        client().secrets()
                                .inAnyNamespace()
                                .withLabel(RunStamp.RUN)
                                .list()
                                .getItems(),
                        client().genericKubernetesResources("external-secrets.io/v1beta1", "ClusterSecretStore")
                                .withLabel(RunStamp.RUN)
                                .list()
                                .getItems())
                .flatMap(List::stream)
                .map(object -> RunStamp.of(object.getMetadata().getLabels()).orElseThrow())
                .toList();
    }

    Stream<AuditEvent> auditOf(String agent) {
        return platform.cluster().auditEvents().stream()
                .filter(event -> event.userAgent().startsWith(agent));
    }

    List<AuditEvent> ourRequestsSince(Instant start) {
        return OUR_AGENTS.stream()
                .flatMap(this::auditOf)
                .filter(event -> !event.received().isBefore(start))
                .toList();
    }

    /** The same, each request once: one that is passed on to a pod is logged when its answer begins and when it ends. */
    List<AuditEvent> ourDistinctRequestsSince(Instant start) {
        Map<String, AuditEvent> byId = new LinkedHashMap<>();
        ourRequestsSince(start).forEach(event -> byId.putIfAbsent(event.id(), event));
        return List.copyOf(byId.values());
    }

    List<AuditEvent> ourWritesSince(Instant start) {
        return ourRequestsSince(start).stream().filter(AuditEvent::writes).toList();
    }

    /** A write of the lease of a deploy; the log does not name what is created. */
    static boolean isOwnLease(AuditEvent event) {
        return event.resource().equals("leases")
                && event.namespace().equals("kube-system")
                && (event.name().equals("plumbline-llm-judge-local")
                        || event.verb().equals("create") && event.name().isEmpty());
    }

    /** Leases of deploys that are held now. */
    List<String> leases() {
        return client().leases().inNamespace("kube-system").list().getItems().stream()
                .map(lease -> lease.getMetadata().getName())
                .filter(name -> name.startsWith("plumbline-"))
                .toList();
    }

    /**
     * The folders of a person who started this very cluster with {@code up}: so the command line, whose environment {@code local} goes to
     * that cluster only, comes here.
     */
    Workspace asPerson(ProjectCopy project) {
        RunningLocalCluster cluster = platform.cluster();
        Workspace own = project.workspace();
        Path cache = own.root().resolveSibling("person-cache").resolve("plumbline");
        Path state = own.root().resolveSibling("person-state").resolve("plumbline");
        Path folder = cache.resolve("clusters").resolve("local");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path link = cache.resolve("helm");
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, own.cache().resolve("helm"));
                Files.copy(cluster.kubeconfig(), folder.resolve("kubeconfig"));
                String properties = Files.readString(cluster.kubeconfig().resolveSibling("cluster.properties"));
                Files.writeString(
                        folder.resolve("cluster.properties"),
                        properties.replace("persistent=false", "persistent=true"));
            }
            return new Workspace(own.root(), cache, state);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
