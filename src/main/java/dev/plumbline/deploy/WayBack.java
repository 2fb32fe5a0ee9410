package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a run found before it wrote, and how to get back there. */
final class WayBack {

    /**
     * Something that is again what it was.
     *
     * @param to what it is now, for people
     * @param objects what has to get ready
     * @param written whether anything was: a write that never began has left what was there
     */
    record Return(String to, List<ObjectRef> objects, boolean written) {}

    private final ReleaseSecrets secrets;
    private final KindAccess kinds;
    private final ObjectWriter writer;
    private final Restoration restoration;
    private final Map<String, Integer> revisions = new ConcurrentHashMap<>();
    private final Map<String, HasMetadata> objects = new ConcurrentHashMap<>();

    WayBack(Cluster cluster, Helm helm, KindAccess kinds, ObjectWriter writer, Duration deadline) {
        this.secrets = new ReleaseSecrets(cluster.client());
        this.kinds = kinds;
        this.writer = writer;
        this.restoration = new Restoration(cluster, helm, kinds, deadline);
    }

    /** Before the first write of a step that changes something that may exist. */
    void remember(PlannedStep planned) {
        if (planned.change() instanceof Change.Create || !planned.change().writes()) {
            return;
        }
        if (planned.step() instanceof Step.Deploy deploy) {
            Recovery.lastGood(secrets.history(deploy.release().spec().id()))
                    .ifPresent(revision -> revisions.put(planned.step().id(), revision.revision()));
        } else if (planned.step() instanceof Step.Apply apply) {
            HasMetadata live = kinds.resource(apply.object()).map(Resource::get).orElse(null);
            if (live != null) {
                objects.put(planned.step().id(), OwnFields.of(live, ClusterConnection.USER_AGENT));
            }
        }
    }

    /** Whether there is anything to go back to. */
    boolean exists(String step) {
        return revisions.containsKey(step) || objects.containsKey(step);
    }

    /** Writes what was there before; nothing is waited for. */
    Return take(PlannedStep planned) {
        String id = planned.step().id();
        return planned.step() instanceof Step.Deploy deploy
                ? release(deploy.release().spec().id(), revisions.get(id))
                : object(objects.get(id));
    }

    private Return release(ReleaseId id, int revision) {
        List<StoredRelease> newestFirst = secrets.history(id);
        if (newestFirst.get(0).revision() == revision) {
            return new Return("revision " + revision, objectsOf(newestFirst.get(0)), false);
        }
        StoredRelease before = newestFirst.stream()
                .filter(each -> each.revision() == revision)
                .findFirst()
                .orElseThrow(() -> new DeployException(
                        "revision %d of release %s is not stored any more".formatted(revision, id)));
        restoration.restore(before, newestFirst, List.of());
        StoredRelease now = secrets.history(id).get(0);
        return new Return("revision %d, as revision %d".formatted(revision, now.revision()), objectsOf(now), true);
    }

    private Return object(HasMetadata before) {
        writer.apply(before);
        return new Return("what it was before", List.of(ObjectRef.of(before)), true);
    }

    private static List<ObjectRef> objectsOf(StoredRelease release) {
        return Manifest.objects(release.manifest(), release.id().namespace()).stream()
                .map(ObjectRef::of)
                .toList();
    }
}
