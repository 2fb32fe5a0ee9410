package dev.plumbline.helm;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.RunStamp;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Helm's releases as the cluster stores them: one Secret per revision. Read directly, because helm-java sorts revisions as text (9 after
 * 13) and shows neither manifest nor chart.
 */
public final class ReleaseSecrets {
    private static final String TYPE = "helm.sh/release.v1";
    private static final String NAME = "name";
    private static final String VERSION = "version";
    private static final PatchContext STAMP = mergedBy(RunStamp.MANAGER);

    /** Another manager: who writes a status has not stamped anything. */
    private static final PatchContext STATUS = mergedBy(ClusterConnection.USER_AGENT);

    private final KubernetesClient client;

    public ReleaseSecrets(KubernetesClient client) {
        this.client = client;
    }

    /** The newest revision of every release in a namespace, with one LIST; empty if the namespace does not exist. */
    public Map<ReleaseId, StoredRelease> latest(String namespace) {
        Map<ReleaseId, Secret> newest = new HashMap<>();
        revisions(namespace, Map.of())
                .forEach(secret -> newest.merge(
                        id(secret), secret, BinaryOperator.maxBy(Comparator.comparingInt(ReleaseSecrets::revision))));
        Map<ReleaseId, StoredRelease> releases = new HashMap<>();
        newest.forEach((id, secret) -> releases.put(id, ReleaseSecret.decode(secret)));
        return releases;
    }

    /** {@link #latest(String)} of several namespaces. */
    public Map<ReleaseId, StoredRelease> latestIn(Set<String> namespaces) {
        Map<ReleaseId, StoredRelease> releases = new HashMap<>();
        List<CompletableFuture<Map<ReleaseId, StoredRelease>>> all = namespaces.stream()
                .map(namespace -> CompletableFuture.supplyAsync(() -> latest(namespace)))
                .toList();
        all.forEach(one -> releases.putAll(joined(one)));
        return releases;
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : failure;
        }
    }

    /** All revisions that are still stored, newest first. */
    public List<StoredRelease> history(ReleaseId id) {
        return newestFirst(id).stream().map(ReleaseSecret::decode).toList();
    }

    /**
     * What a revision sent.
     *
     * @throws HelmException if the revision is not stored any more
     */
    public RestoredChart restored(StoredRelease revision) {
        return newestFirst(revision.id()).stream()
                .filter(secret -> revision(secret) == revision.revision())
                .map(ReleaseSecret::restored)
                .findFirst()
                .orElseThrow(() -> new HelmException("revision %d of release %s is not stored any more"
                        .formatted(revision.revision(), revision.id())));
    }

    /**
     * Deletes the oldest revisions, which Helm keeps for ever. Never the newest, never one that is deployed, and never the newest good
     * one below the newest, however many have failed since: it is what an upgrade goes back to.
     *
     * @param keep how many to leave, at least 1
     * @return how many were deleted
     */
    public int prune(ReleaseId id, int keep) {
        List<Secret> newestFirst = newestFirst(id);
        Optional<Secret> wayBack = newestFirst.stream()
                .skip(1)
                .filter(secret -> status(secret).wasGood())
                .findFirst();
        List<Secret> surplus = newestFirst.stream()
                .skip(Math.max(1, keep))
                .filter(secret -> status(secret) != ReleaseStatus.DEPLOYED)
                .filter(secret -> !wayBack.equals(Optional.of(secret)))
                .toList();
        surplus.forEach(secret -> client.resource(secret).delete());
        return surplus.size();
    }

    /**
     * Calls a revision something else, as Helm would: nothing of it is lost. This is how a release that died in the middle of an
     * operation becomes one that Helm accepts, and stays one of which everybody sees that it failed.
     */
    public void mark(StoredRelease revision, ReleaseStatus status) {
        rewrite(revision, status, revision.manifest());
    }

    /**
     * Has Helm take a failed revision for one that sent something else, while an upgrade builds on it. Helm calls it superseded after
     * that, which it never was.
     */
    public void whileFailedOneSent(String manifest, StoredRelease revision, Runnable upgrade) {
        rewrite(revision, ReleaseStatus.FAILED, manifest);
        try {
            upgrade.run();
        } finally {
            mark(revision, ReleaseStatus.FAILED);
        }
    }

    private void rewrite(StoredRelease revision, ReleaseStatus status, String manifest) {
        newestFirst(revision.id()).stream()
                .filter(secret -> revision(secret) == revision.revision())
                .forEach(secret -> patch(
                        secret,
                        STATUS,
                        Map.of("status", status.toString()),
                        Map.of("release", ReleaseSecret.with(secret, status, manifest))));
    }

    /**
     * Labels the newest revision of a release, which is of no consequence to Helm: it hands labels of its Secrets on to the next revision,
     * so that one without an expiry must lose its predecessor's.
     */
    public void stamp(ReleaseId id, RunStamp stamp) {
        Map<String, String> labels = new HashMap<>(stamp.labels());
        labels.putIfAbsent(RunStamp.EXPIRES, null);
        newestFirst(id).stream().limit(1).forEach(secret -> patch(secret, STAMP, labels, Map.of()));
    }

    /** Whether a run left its stamp on any revision. Of a release without, somebody else is the owner, whoever upgraded it since. */
    public boolean isStamped(ReleaseId id) {
        return newestFirst(id).stream()
                .anyMatch(secret -> isStampedByUs(secret)
                        && RunStamp.of(secret.getMetadata().getLabels()).isPresent());
    }

    /** As an object and not as text, before which the client would read what it patches. */
    private void patch(Secret secret, PatchContext as, Map<String, String> labels, Map<String, String> data) {
        Secret change = new SecretBuilder()
                .withNewMetadata()
                .withName(secret.getMetadata().getName())
                .withNamespace(secret.getMetadata().getNamespace())
                .withLabels(labels)
                .endMetadata()
                .withData(data)
                .build();
        client.resource(change).patch(as, change);
    }

    /** The releases of any namespace whose newest revision a run of this environment wrote, and what it left on them. */
    public Map<ReleaseId, RunStamp> stamped(String project, String environment) {
        Set<ReleaseId> candidates = client
                .secrets()
                .inAnyNamespace()
                .withLabel("owner", "helm")
                .withLabel(RunStamp.PROJECT, project)
                .withLabel(RunStamp.ENVIRONMENT, environment)
                .list()
                .getItems()
                .stream()
                .filter(secret -> TYPE.equals(secret.getType()))
                .map(ReleaseSecrets::id)
                .collect(Collectors.toSet());
        Map<ReleaseId, RunStamp> stamped = new HashMap<>();
        candidates.forEach(id -> newestFirst(id).stream()
                .limit(1)
                .filter(ReleaseSecrets::isStampedByUs)
                .flatMap(secret -> RunStamp.of(secret.getMetadata().getLabels()).stream())
                .filter(stamp ->
                        stamp.project().equals(project) && stamp.environment().equals(environment))
                .forEach(stamp -> stamped.put(id, stamp)));
        return stamped;
    }

    /** Labels are anybody's, and Helm hands them on; who wrote them the server knows. */
    private static boolean isStampedByUs(Secret secret) {
        return secret.getMetadata().getManagedFields().stream()
                .anyMatch(entry -> RunStamp.MANAGER.equals(entry.getManager()));
    }

    private static PatchContext mergedBy(String manager) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build();
    }

    private List<Secret> newestFirst(ReleaseId id) {
        return revisions(id.namespace(), Map.of(NAME, id.name())).stream()
                .sorted(Comparator.comparingInt(ReleaseSecrets::revision).reversed())
                .toList();
    }

    private List<Secret> revisions(String namespace, Map<String, String> labels) {
        FilterWatchListDeletable<Secret, SecretList, Resource<Secret>> secrets = client.secrets()
                .inNamespace(namespace)
                .withLabel("owner", "helm")
                .withLabels(labels);
        return secrets.list().getItems().stream()
                .filter(secret -> TYPE.equals(secret.getType()))
                .toList();
    }

    private static ReleaseId id(Secret secret) {
        return new ReleaseId(
                secret.getMetadata().getNamespace(),
                secret.getMetadata().getLabels().get(NAME));
    }

    private static ReleaseStatus status(Secret secret) {
        return ReleaseStatus.parse(secret.getMetadata().getLabels().get("status"));
    }

    /** The label is text: compared as such, 9 would be newer than 13. */
    static int revision(Secret secret) {
        String version = secret.getMetadata().getLabels().get(VERSION);
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            throw new HelmException(
                    "the release Secret " + secret.getMetadata().getNamespace() + "/"
                            + secret.getMetadata().getName() + " has label version=" + version
                            + " where Helm writes a number: look at it with kubectl, it was edited by hand or by another tool",
                    e);
        }
    }
}
