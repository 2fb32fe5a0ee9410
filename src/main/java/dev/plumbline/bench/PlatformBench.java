package dev.plumbline.bench;

import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.Plan;
import dev.plumbline.harness.Installation;
import java.time.Duration;
import java.util.List;

/** The whole platform on an empty cluster, from rendering to ready, against its own critical path. */
final class PlatformBench {
    private static final Duration TARGET = Duration.ofSeconds(3);

    private final Installation installation;

    PlatformBench(Installation installation) {
        this.installation = installation;
    }

    Figure measure() {
        long start = System.nanoTime();
        Plan plan = installation.plan();
        Journal journal = installation.deploy(plan, state -> {});
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (!journal.succeeded()) {
            throw new DeployException("the platform did not get ready: " + journal.failures());
        }
        CriticalPath path = CriticalPath.of(plan, journal);
        Duration over = took.minus(path.length());
        return new Figure(
                "platform",
                over.compareTo(TARGET) <= 0,
                List.of(
                        "%s over its critical path; target at most %s"
                                .formatted(Figure.seconds(over), Figure.seconds(TARGET)),
                        "whole %s, path %s".formatted(Figure.seconds(took), Figure.seconds(path.length())),
                        "path: " + path));
    }
}
