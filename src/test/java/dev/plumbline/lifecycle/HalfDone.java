package dev.plumbline.lifecycle;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Watches Helm's Secrets for releases in the middle of an install, an upgrade or an uninstall. */
final class HalfDone implements Watcher<Secret>, AutoCloseable {
    private static final Set<String> MIDDLE =
            Set.of("pending-install", "pending-upgrade", "pending-rollback", "uninstalling");

    private final Set<String> releases = ConcurrentHashMap.newKeySet();
    private final CountDownLatch enough;
    private final Watch watch;

    /** @param count how many different releases are enough */
    HalfDone(KubernetesClient client, int count) {
        enough = new CountDownLatch(count);
        watch = client.secrets().inAnyNamespace().withLabel("owner", "helm").watch(this);
    }

    /** @return whether there were enough before the time was over */
    boolean await(long seconds) throws InterruptedException {
        return enough.await(seconds, TimeUnit.SECONDS);
    }

    boolean isEnough() {
        return enough.getCount() == 0;
    }

    @Override
    public void eventReceived(Action action, Secret secret) {
        var labels = secret.getMetadata().getLabels();
        if (action != Action.DELETED && MIDDLE.contains(labels.get("status")) && releases.add(labels.get("name"))) {
            enough.countDown();
        }
    }

    @Override
    public void onClose(WatcherException broken) {
        // the test says that nothing was seen
    }

    @Override
    public void close() {
        watch.close();
    }
}
