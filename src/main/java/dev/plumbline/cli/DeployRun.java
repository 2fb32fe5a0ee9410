package dev.plumbline.cli;

import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.OnFailure;
import dev.plumbline.deploy.Plan;
import dev.plumbline.harness.Installation;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Release;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans and deploys with progress, and ends with what failed and why. */
final class DeployRun {
    private final Terminal terminal;
    private final Optional<OnFailure> onFailure;

    /** @param onFailure empty = as usual */
    DeployRun(Terminal terminal, Optional<OnFailure> onFailure) {
        this.terminal = terminal;
        this.onFailure = onFailure;
    }

    /** @return an exit code */
    int run(Installation installation) {
        return run(installation, installation.plan());
    }

    /** @return an exit code */
    int run(Installation installation, Plan plan) {
        PlanPrinter printer = PlanPrinter.brief(terminal);
        if (plan.writes()) {
            printer.print(plan);
        } else {
            printer.charts(plan);
        }
        Journal journal = installation.deploy(plan, terminal.progress(plan), onFailure);
        String took = StepLine.seconds(journal.took());
        if (journal.succeeded()) {
            terminal.say(
                    plan.writes()
                            ? "Deployed: %d of %d steps changed something; ready after %s."
                                    .formatted(plan.changes(), plan.steps().size(), took)
                            : "Nothing to change; everything is ready (%s).".formatted(took));
            return ExitCode.DONE;
        }
        new FailureReport(terminal, journal).print(releases(installation));
        return ExitCode.ERROR;
    }

    /** As the cluster has them after everything, in the platform's order. */
    private static List<StoredRelease> releases(Installation installation) {
        List<Release> wanted = installation.rendered().platform().releases();
        Map<ReleaseId, StoredRelease> stored = installation
                .stored()
                .latestIn(wanted.stream().map(Release::namespace).collect(Collectors.toSet()));
        return wanted.stream()
                .map(release -> stored.get(new ReleaseId(release.namespace(), release.name())))
                .filter(Objects::nonNull)
                .toList();
    }
}
