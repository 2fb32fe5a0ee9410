package dev.plumbline.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds artefacts, each as soon as what it needs is there: one that compiles at a time, two of the others beside it. Says when each
 * starts and ends, and every quarter of a minute what the running ones are at. The first failure ends all.
 */
final class ArtefactBuilds {
    private static final int BESIDE = 2;
    private static final long REPORT_SECONDS = 15;

    private final Consumer<String> out;

    ArtefactBuilds(Consumer<String> out) {
        this.out = out;
    }

    /** @throws LocalClusterException for the first that failed */
    void run(List<ArtefactBuild> builds) {
        ExecutorService threads = Executors.newFixedThreadPool(1 + BESIDE);
        ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger done = new AtomicInteger();
        Map<String, CompletableFuture<Void>> futures = new HashMap<>();
        // Ended from outside, this JVM takes its scripts along; one that is killed cannot, and the scripts' own lock
        // serves then.
        Thread atExit = new Thread(() -> builds.forEach(ArtefactBuild::stop));
        Runtime.getRuntime().addShutdownHook(atExit);
        CompletableFuture<Void> compiled = CompletableFuture.completedFuture(null);
        try {
            for (ArtefactBuild build : builds) {
                boolean compiles = build.artefact().compiles();
                Stream<CompletableFuture<Void>> needs =
                        build.artefact().needs().stream().map(futures::get).filter(Objects::nonNull);
                // The chain keeps the order of the catalog, in which what takes longest comes first.
                CompletableFuture<Void> future = CompletableFuture.allOf(
                                Stream.concat(needs, compiles ? Stream.of(compiled) : Stream.empty())
                                        .toArray(CompletableFuture[]::new))
                        .thenRunAsync(() -> one(build, reporter, done, builds.size()), threads);
                futures.put(build.artefact().id(), future);
                compiled = compiles ? future : compiled;
            }
            firstFailureOrAll(futures.values()).join();
        } catch (CompletionException failed) {
            builds.forEach(ArtefactBuild::stop);
            if (failed.getCause() instanceof LocalClusterException known) {
                throw known;
            }
            throw new LocalClusterException("preparation failed: " + failed.getCause(), failed.getCause());
        } finally {
            threads.shutdownNow();
            reporter.shutdownNow();
            forget(atExit);
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The JVM is ending: the hook is running, and does what it is there for.
        }
    }

    private void one(ArtefactBuild build, ScheduledExecutorService reporter, AtomicInteger done, int all) {
        long start = System.nanoTime();
        String id = build.artefact().id();
        out.accept("%-17s started: %s".formatted(id, build.artefact().why()));
        var reports = reporter.scheduleWithFixedDelay(
                () -> out.accept("%-17s %s: %s".formatted(id, Spent.text(Spent.since(start)), build.lastLine())),
                REPORT_SECONDS,
                REPORT_SECONDS,
                TimeUnit.SECONDS);
        try {
            build.run();
        } finally {
            reports.cancel(false);
        }
        out.accept("%-17s done in %s (%d of %d)"
                .formatted(id, Spent.text(Spent.since(start)), done.incrementAndGet(), all));
    }

    /** Done when all are, or as soon as one has failed. */
    private static CompletableFuture<Void> firstFailureOrAll(Iterable<CompletableFuture<Void>> futures) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        List<CompletableFuture<Void>> list = new ArrayList<>();
        for (CompletableFuture<Void> future : futures) {
            list.add(future.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(
                            failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
                }
            }));
        }
        CompletableFuture.allOf(list.toArray(CompletableFuture[]::new)).thenRun(() -> result.complete(null));
        return result;
    }
}
