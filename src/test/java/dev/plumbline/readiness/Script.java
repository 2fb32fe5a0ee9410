package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A cluster whose changes are written down beforehand, with a clock of its own: waiting moves the clock, so no test waits. Each change
 * happens after some time; what the watches show and what a read shows may differ.
 */
final class Script implements ChangingView {

    private record Change(Duration after, View watched, View read) {}

    private final Deque<Change> changes = new ArrayDeque<>();
    private View watched;
    private View read;
    private long version;
    private long now;
    private long lastChange;
    private int reads;
    private Optional<Duration> firstRead = Optional.empty();

    /** @param start what watches and reads show at first */
    Script(View start) {
        this.watched = start;
        this.read = start;
    }

    Script then(Duration after, View next) {
        return then(after, next, next);
    }

    Script then(Duration after, View nextWatched, View nextRead) {
        changes.add(new Change(after, nextWatched, nextRead));
        return this;
    }

    long nanoTime() {
        return now;
    }

    int reads() {
        return reads;
    }

    Duration firstRead() {
        return firstRead.orElseThrow();
    }

    @Override
    public View fresh() {
        reads++;
        firstRead = firstRead.or(() -> Optional.of(Duration.ofNanos(now)));
        return read;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public void awaitChange(long seen, Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (seen != version) {
            return;
        }
        Change next = changes.peek();
        long due = next == null ? Long.MAX_VALUE : lastChange + next.after().toNanos();
        if (due <= now + atMost.toNanos()) {
            changes.remove();
            now = Math.max(now, due);
            lastChange = now;
            watched = next.watched();
            read = next.read();
            version++;
        } else {
            now += atMost.toNanos();
        }
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
        return watched.find(ref, type);
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> type, String namespace) {
        return watched.all(type, namespace);
    }

    @Override
    public List<GenericKubernetesResource> externalSecrets(String namespace) {
        return watched.externalSecrets(namespace);
    }

    @Override
    public List<Event> warnings(String namespace) {
        return watched.warnings(namespace);
    }

    @Override
    public Optional<SecretKeys> secret(String namespace, String name) {
        return watched.secret(namespace, name);
    }

    @Override
    public Duration seenFor(String state) {
        return watched.seenFor(state);
    }
}
