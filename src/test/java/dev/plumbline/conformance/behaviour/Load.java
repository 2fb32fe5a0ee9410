package dev.plumbline.conformance.behaviour;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Work for stand-in services, asked for through the API server's proxy; it ends when it is closed. */
final class Load implements AutoCloseable {
    /** Of each second: several times the CPU request of a service of the local environment, and little of a machine with two cores. */
    private static final int BUSY_MILLIS = 150;

    private final KubernetesClient client;
    private final ScheduledExecutorService clock;
    private final AtomicInteger answered = new AtomicInteger();

    private Load(KubernetesClient client, int pods) {
        this.client = client;
        this.clock = Executors.newScheduledThreadPool(pods);
    }

    static Load on(KubernetesClient client, List<Pod> pods) {
        Load load = new Load(client, pods.size());
        pods.forEach(pod -> load.clock.scheduleAtFixedRate(() -> load.work(pod), 0, 1, TimeUnit.SECONDS));
        return load;
    }

    private void work(Pod pod) {
        try {
            client.raw("/api/v1/namespaces/%s/pods/%s:%d/proxy/work?ms=%d"
                    .formatted(
                            pod.getMetadata().getNamespace(),
                            pod.getMetadata().getName(),
                            pod.getSpec()
                                    .getContainers()
                                    .get(0)
                                    .getPorts()
                                    .get(0)
                                    .getContainerPort(),
                            BUSY_MILLIS));
            answered.incrementAndGet();
        } catch (KubernetesClientException refused) {
            // a pod that ends is no reason to stop asking the others; how many answered is told
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    @Override
    public String toString() {
        return answered + " requests for " + BUSY_MILLIS + " ms of work were answered";
    }
}
