package dev.plumbline.helm;

import dev.plumbline.helm.worker.Answer;
import dev.plumbline.helm.worker.Request;
import dev.plumbline.helm.worker.Request.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Helm in child JVMs. A worker starts in some tenths of a second, keeps the native library loaded, and answers many calls; one that
 * hangs or crashes is killed and replaced, and only its own call fails.
 */
public final class HelmWorkers implements Helm {
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private final WorkFolder folder;
    private final Path cache;
    private final WorkerPool pool;
    private StubApiServer stub;
    private WorkerLaunch launch;

    /**
     * Starts nothing yet.
     *
     * @param workers how many calls may run at once; 3 or 4 are enough for this platform
     * @param workFolder for values files and what Helm writes; a private folder is made in it and deleted by {@link #close()}
     * @param cacheFolder where the native library (98 MB) is kept between runs
     */
    public HelmWorkers(int workers, Path workFolder, Path cacheFolder) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, is " + workers);
        }
        this.folder = WorkFolder.create(workFolder.toAbsolutePath());
        this.cache = cacheFolder.toAbsolutePath();
        this.pool = new WorkerPool(workers, this::launch);
    }

    /** Deletes what workers of killed processes left, values files among it. @return which folders */
    public static List<Path> sweep(Path workFolder) {
        try {
            return WorkFolder.sweep(workFolder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sweep " + workFolder, e);
        }
    }

    /** Starts all workers in the background, while the caller does something else. A failure shows at the first real call. */
    public void warmUp() {
        for (int i = 0; i < pool.size(); i++) {
            Thread thread = new Thread(this::warmOne, "helm-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public String render(ReleaseSpec spec, String kubernetesVersion, Duration deadline) {
        String templates = callWithValues(Operation.TEMPLATE, spec, "", kubernetesVersion, deadline);
        // the library renders templates only
        return spec.definitions() + templates;
    }

    @Override
    public void install(ReleaseSpec spec, Path kubeconfig, Duration deadline) {
        callWithValues(Operation.INSTALL, spec, existing(kubeconfig), "", deadline);
    }

    @Override
    public void upgrade(ReleaseSpec spec, Path kubeconfig, Duration deadline) {
        callWithValues(Operation.UPGRADE, spec, existing(kubeconfig), "", deadline);
    }

    @Override
    public void restore(
            ReleaseId id, RestoredChart chart, Map<String, Object> values, Path kubeconfig, Duration deadline) {
        // goes with the work folder; a restored release is rare, its chart small
        Path unpacked =
                folder.path().resolve("restored").resolve(UUID.randomUUID().toString());
        chart.writeTo(unpacked);
        callWithValues(Operation.UPGRADE, id, unpacked, values, existing(kubeconfig), "", deadline);
    }

    @Override
    public void uninstall(ReleaseId id, Path kubeconfig, Duration deadline) {
        call(new Request(Operation.UNINSTALL, id.name(), id.namespace(), "", "", existing(kubeconfig), ""), deadline);
    }

    @Override
    public void close() {
        pool.close();
        synchronized (this) {
            if (stub != null) {
                stub.close();
            }
        }
        folder.close();
    }

    private String callWithValues(
            Operation operation, ReleaseSpec spec, String kubeconfig, String kubernetesVersion, Duration deadline) {
        return callWithValues(
                operation, spec.id(), spec.chart().path(), spec.values(), kubeconfig, kubernetesVersion, deadline);
    }

    private String callWithValues(
            Operation operation,
            ReleaseId id,
            Path chart,
            Map<String, Object> values,
            String kubeconfig,
            String kubernetesVersion,
            Duration deadline) {
        try (ValuesFile file = ValuesFile.write(folder.path().resolve("values"), values)) {
            return call(
                    new Request(
                            operation,
                            id.name(),
                            id.namespace(),
                            chart.toAbsolutePath().toString(),
                            file.path().toString(),
                            kubeconfig,
                            kubernetesVersion),
                    deadline);
        }
    }

    private String call(Request request, Duration deadline) {
        try {
            Answer answer = pool.call(request, System.nanoTime() + deadline.toNanos());
            if (!answer.succeeded()) {
                throw HelmFailure.refused(request, answer.text());
            }
            return answer.text();
        } catch (WorkerLost lost) {
            throw HelmFailure.lost(request, lost, deadline);
        }
    }

    private void warmOne() {
        try {
            call(Request.warmUp(), WARM_UP);
        } catch (RuntimeException e) {
            // Whoever needs a worker meets the same failure and reports it with the release at hand.
        }
    }

    private synchronized WorkerLaunch launch() {
        if (launch == null) {
            try {
                stub = new StubApiServer();
                Path nothing = Files.writeString(folder.path().resolve("no-cluster.yaml"), stub.kubeconfig());
                launch = new WorkerLaunch(folder.path(), cache, nothing);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot prepare the Helm workers in " + folder.path(), e);
            }
        }
        return launch;
    }

    private static String existing(Path kubeconfig) {
        if (!Files.isRegularFile(kubeconfig)) {
            throw new HelmException("there is no kubeconfig file " + kubeconfig
                    + ": the cluster it belongs to was stopped, or never started; `plumbline status` tells");
        }
        return kubeconfig.toAbsolutePath().toString();
    }
}
