package dev.plumbline.harness;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.ApiRetry;
import dev.plumbline.deploy.Futures;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlanScope;
import dev.plumbline.deploy.Planner;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.drift.DriftCheck;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.status.Standing;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at one environment's platform on one cluster: what should be there, what is, and what a deploy would do. Never writes. */
final class Lookout {
    /** Somebody waits at a keyboard: what passes within that time should not make them ask again. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ApiRetry retry = new ApiRetry(PATIENCE);

    private final Harness harness;
    private final Cluster cluster;
    private final Environment environment;
    private RenderedPlatform rendered;

    /** @param environment as it is on this cluster */
    Lookout(Harness harness, Cluster cluster, Environment environment) {
        this.harness = harness;
        this.cluster = cluster;
        this.environment = environment;
    }

    /** The platform as it should be here; rendered once. */
    RenderedPlatform rendered() {
        return rendered(this::newest);
    }

    private synchronized RenderedPlatform rendered(Supplier<Map<ReleaseId, StoredRelease>> newest) {
        if (rendered == null) {
            rendered = harness.renderFor(environment, newest);
        }
        return rendered;
    }

    /** What a deploy would change. */
    Plan plan() {
        Map<ReleaseId, StoredRelease> newest = newest();
        return new Planner(cluster)
                .plan(
                        rendered(() -> newest),
                        newest,
                        object -> retry.get(() -> check(newest).settled(object)));
    }

    /** Plan, drift and readiness, looked at together. */
    Outlook outlook(PlanScope scope) {
        Map<ReleaseId, StoredRelease> newest = newest();
        CompletableFuture<Drift> drift = CompletableFuture.supplyAsync(() -> retry.get(() -> drift(newest)));
        Plan plan =
                scope.within(new Planner(cluster).plan(rendered(() -> newest), newest, object -> Futures.result(drift)
                        .check()
                        .settled(object)));
        Drift seen = Futures.result(drift);
        List<String> troubles = plan.writes() ? List.of() : new Standing(seen.snapshot()).troubles(plan);
        return new Outlook(plan, seen.report(), troubles);
    }

    /** What was found, by whom, and in what. */
    private record Drift(DriftReport report, DriftCheck check, Snapshot snapshot) {}

    private Drift drift(Map<ReleaseId, StoredRelease> newest) {
        Snapshot snapshot = new Snapshot(cluster.client());
        DriftCheck check = check(snapshot, newest);
        return new Drift(check.report(today()), check, snapshot);
    }

    /** Compares the cluster, as it is now, with what was deployed to it. */
    DriftCheck check() {
        return check(newest());
    }

    private DriftCheck check(Map<ReleaseId, StoredRelease> newest) {
        return check(new Snapshot(cluster.client()), newest);
    }

    private DriftCheck check(Snapshot snapshot, Map<ReleaseId, StoredRelease> newest) {
        return new DriftCheck(snapshot, PlatformFactory.platformOf(environment), newest);
    }

    /** By which what is accepted for a while expires. */
    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** The revisions of each release on this cluster. */
    ReleaseSecrets stored() {
        return new ReleaseSecrets(cluster.client());
    }

    private Map<ReleaseId, StoredRelease> newest() {
        Set<String> namespaces = PlatformFactory.platformOf(environment).releases().stream()
                .map(Release::namespace)
                .collect(Collectors.toSet());
        return retry.get(() -> stored().latestIn(namespaces));
    }
}
