package dev.plumbline.chart;

import dev.plumbline.environment.ChartPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Charts of this project, of repositories, and the stand-ins for those. What a reference resolves to is decided once and remembered as
 * long as this object lives, so one run never mixes the two.
 */
public final class Charts implements ChartResolver {
    /** A whole index or package on a slow line. */
    private static final Duration STALLED = Duration.ofSeconds(60);

    /** Where a stand-in waits, so does somebody at a keyboard. */
    private static final Duration STALLED_AUTO = Duration.ofSeconds(20);

    private final ChartPolicy policy;
    private final boolean live;
    private final Path standIns;
    private final UpstreamCharts upstream;
    private final Map<ChartReference, CompletableFuture<ResolvedChart>> known = new ConcurrentHashMap<>();

    /**
     * @param policy the environment's setting
     * @param live whether the target is a live environment, which never takes a stand-in
     * @param standIns folder of the stand-in charts, by name
     * @param cache where packages are kept
     * @param lockFile digests of downloaded packages
     */
    public Charts(ChartPolicy policy, boolean live, Path standIns, Path cache, Path lockFile) {
        this(policy, live, standIns, upstream(cache, lockFile, policy == ChartPolicy.AUTO ? STALLED_AUTO : STALLED));
    }

    Charts(ChartPolicy policy, boolean live, Path standIns, UpstreamCharts upstream) {
        this.policy = policy;
        this.live = live;
        this.standIns = standIns;
        this.upstream = upstream;
    }

    static UpstreamCharts upstream(Path cache, Path lockFile, Duration deadline) {
        return new UpstreamCharts(
                new PackageCache(cache), new ChartLock(lockFile, cache.resolve("charts.lock.guard")), deadline);
    }

    @Override
    public ResolvedChart resolve(ChartReference reference) {
        CompletableFuture<ResolvedChart> mine = new CompletableFuture<>();
        CompletableFuture<ResolvedChart> first = known.putIfAbsent(reference, mine);
        if (first == null) {
            first = mine;
            try {
                mine.complete(decide(reference));
            } catch (RuntimeException e) {
                mine.completeExceptionally(e);
            }
        }
        try {
            return first.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ChartException chart
                    ? chart
                    : new ChartException(
                            "cannot resolve the chart " + reference + ": "
                                    + e.getCause().getMessage(),
                            e.getCause());
        }
    }

    private ResolvedChart decide(ChartReference reference) {
        if (reference instanceof ChartReference.Local local) {
            return folder(local.directory(), ChartOrigin.PROJECT, "a chart of this project");
        }
        ChartReference.Repository wanted = (ChartReference.Repository) reference;
        if (policy == ChartPolicy.STAND_IN) {
            if (live) {
                throw new ChartException("charts: stand-in is set on a live environment, where only "
                        + wanted.repository() + " may provide " + wanted.name() + ": set charts: upstream");
            }
            return standIn(wanted, "charts: stand-in is set");
        }
        try {
            return upstream.resolve(wanted);
        } catch (RepositoryUnreachable unreachable) {
            if (policy == ChartPolicy.AUTO && !live) {
                return standIn(wanted, unreachable.getMessage());
            }
            throw new ChartException(
                    "cannot get the chart " + wanted.name() + " " + wanted.version() + ": " + unreachable.getMessage()
                            + ". Check network and proxy, or set another repository for this chart (an HTTP mirror, or file: of a"
                            + " folder with " + wanted.name() + "-" + wanted.version() + ".tgz)",
                    unreachable);
        }
    }

    private ResolvedChart standIn(ChartReference.Repository wanted, String why) {
        Path folder = standIns.resolve(wanted.name());
        String whole = "stand-in for " + wanted.name() + " " + wanted.version() + ": " + why;
        if (!Files.isDirectory(folder)) {
            throw new ChartException(
                    "there is no stand-in " + folder + " for " + wanted.name() + ", and it is needed: " + why);
        }
        ResolvedChart chart = folder(folder, ChartOrigin.STAND_IN, whole);
        if (!chart.version().equals(wanted.version())) {
            throw new ChartException("the stand-in " + folder + " stands for " + chart.version() + ", wanted is "
                    + wanted.version() + ", and it is needed: " + why);
        }
        return chart;
    }

    private static ResolvedChart folder(Path folder, ChartOrigin origin, String reason) {
        if (!Files.isDirectory(folder)) {
            throw new ChartException(
                    "there is no chart folder " + folder + ": check the chart's path in environments/");
        }
        ChartContent content = ChartContent.of(folder);
        return new ResolvedChart(
                content.name(), content.version(), content.appVersion(), folder, content.digest(), origin, reason);
    }
}
