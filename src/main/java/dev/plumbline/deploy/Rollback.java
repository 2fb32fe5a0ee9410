package dev.plumbline.deploy;

import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Takes back what a failed deploy changed, and only that: the releases that failed and, with an application, {@code infra-config} and
 * the store that this run wrote. When those go back, the applications that this run upgraded on them go back too, since their pods
 * carry the configuration's checksum.
 */
final class Rollback {
    private final List<StepRun> runs;
    private final StepExecution execution;

    Rollback(List<StepRun> runs, StepExecution execution) {
        this.runs = runs;
        this.execution = execution;
    }

    /** Configuration first, then system releases, then applications, those of one kind at once; each is waited for. */
    List<Restored> run() {
        List<Restored> restored = new ArrayList<>();
        restored.addAll(restore(run -> isObject(run) && goesBack(run)));
        restored.addAll(restore(run -> isRelease(run, Release.Kind.SYSTEM) && goesBack(run)));
        restored.addAll(restore(run -> isRelease(run, Release.Kind.APPLICATION) && goesBack(run)));
        return restored;
    }

    private boolean goesBack(StepRun run) {
        if (!execution.hasWayBack(run.planned())) {
            return false;
        }
        if (run.hasFailed()) {
            return true;
        }
        if (isObject(run)) {
            return configurationGoesBack();
        }
        return isRelease(run, Release.Kind.APPLICATION)
                && configurationGoesBack()
                && runs.stream().anyMatch(each -> isObject(each) && execution.hasWayBack(each.planned()));
    }

    /** A failed system release has nothing to do with what the applications are told. */
    private boolean configurationGoesBack() {
        return runs.stream()
                .filter(run -> run.hasFailed() && execution.hasWayBack(run.planned()))
                .anyMatch(run -> isObject(run) || isRelease(run, Release.Kind.APPLICATION));
    }

    private List<Restored> restore(Predicate<StepRun> which) {
        List<StepRun> chosen = runs.stream().filter(which).toList();
        if (chosen.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(chosen.size());
        try {
            List<Future<Restored>> restored = chosen.stream()
                    .map(run -> threads.submit(() -> restore(run)))
                    .toList();
            return restored.stream().map(Futures::result).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private Restored restore(StepRun run) {
        run.goesBack("");
        StringBuilder to = new StringBuilder();
        try {
            execution.restore(run.planned(), run::goesBack, to::append);
            run.isBack(to.toString());
            return new Restored(run.planned().step().id(), to.toString(), "");
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException failure) {
            String trouble = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            run.isBack("not ready: " + trouble);
            return new Restored(run.planned().step().id(), to.toString(), trouble);
        }
    }

    private static boolean isObject(StepRun run) {
        return run.planned().step() instanceof Step.Apply apply && !(apply.object() instanceof Namespace);
    }

    private static boolean isRelease(StepRun run, Release.Kind kind) {
        return run.planned().step() instanceof Step.Deploy deploy
                && deploy.release().release().kind() == kind;
    }
}
