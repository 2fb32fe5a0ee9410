package dev.plumbline.removal;

import dev.plumbline.cluster.DeployLease;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.deploy.Removal;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.deploy.Step;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Takes back what one step made, and returns when it is gone. */
final class StepRemoval {
    /** Why something stays. */
    static final String NOT_OURS = "it was not made by plumbline";

    private final DeployLease lease;
    private final Removal objects;
    private final ReleaseRemoval releases;
    private final BlockingWebhooks webhooks;
    private final Sparing sparing;
    private final Consumer<String> said;
    private final Queue<String> removed = new ConcurrentLinkedQueue<>();
    private final Queue<ObjectRef> others = new ConcurrentLinkedQueue<>();

    StepRemoval(
            DeployLease lease,
            Removal objects,
            ReleaseRemoval releases,
            BlockingWebhooks webhooks,
            Sparing sparing,
            Consumer<String> said) {
        this.lease = lease;
        this.objects = objects;
        this.releases = releases;
        this.webhooks = webhooks;
        this.sparing = sparing;
        this.said = said;
    }

    /** @throws DeployException if it does not go, with what holds it */
    void remove(Step step, Map<ReleaseId, StoredRelease> stored) {
        if (step instanceof Step.Apply apply) {
            remove(apply.object());
        } else if (step instanceof Step.Deploy deploy) {
            StoredRelease release = stored.get(deploy.release().spec().id());
            if (release == null) {
                unblocked(step.id(), () -> removeRest(deploy.release()));
            } else {
                remove(release);
            }
        }
    }

    /** @throws DeployException if it does not go, with what holds it */
    void remove(HasMetadata object) {
        unblocked(ObjectRef.of(object).toString(), () -> removeObject(object));
    }

    /** @throws DeployException if some object of it does not go, with what holds it */
    void remove(StoredRelease release) {
        unblocked("release " + release.id(), () -> {
            releases.uninstall(release);
            isGone("release " + release.id());
        });
    }

    /** Tries again without the webhooks that were in the way; one that comes back is not removed for ever. */
    private void unblocked(String what, Runnable removal) {
        Set<ObjectRef> before = new HashSet<>();
        while (true) {
            lease.require();
            try {
                removal.run();
                return;
            } catch (RuntimeException failure) {
                List<HasMetadata> blocking = webhooks.removeNamedIn(failure).stream()
                        .filter(live -> before.add(ObjectRef.of(live)))
                        .toList();
                if (blocking.isEmpty()) {
                    throw failure;
                }
                blocking.forEach(live -> said.accept("%s removed first: it does not answer, and refuses that %s goes"
                        .formatted(ObjectRef.of(live), what)));
            }
        }
    }

    /** What went, for people. */
    List<String> removed() {
        return List.copyOf(removed);
    }

    /** What is somebody else's. */
    List<ObjectRef> others() {
        return List.copyOf(others);
    }

    private void removeRest(RenderedRelease release) {
        ReleaseId id = release.spec().id();
        if (!sparing.rests() && releases.removeRest(id, release.objects())) {
            isGone("what was left of release " + id);
        } else {
            said.accept("release " + id + " was not there");
        }
    }

    private void removeObject(HasMetadata object) {
        ObjectRef key = ObjectRef.of(object);
        HasMetadata live = objects.live(object);
        if (live == null) {
            said.accept(key + " was not there");
            return;
        }
        if (!Ownership.isOurs(live)) {
            others.add(key);
            said.accept(key + " kept: " + NOT_OURS);
            return;
        }
        Optional<String> spared = live instanceof Namespace namespace ? sparing.namespace(namespace) : Optional.empty();
        if (spared.isPresent()) {
            said.accept(key + " kept: " + spared.get());
            return;
        }
        objects.remove(object);
        isGone(key.toString());
    }

    private void isGone(String what) {
        removed.add(what);
        said.accept(what + " removed");
    }
}
