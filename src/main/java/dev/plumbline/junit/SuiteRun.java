package dev.plumbline.junit;

import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Level;
import dev.plumbline.report.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the compiled suite through the JUnit Platform: the same checks that Maven runs. */
public final class SuiteRun {
    private static final Namespace STORE = Namespace.create(ConformanceExtension.class);

    private final ObservedSources sources;
    private final DiscoverySelector suite;
    private final boolean disturbing;

    private SuiteRun(ObservedSources sources, DiscoverySelector suite, boolean disturbing) {
        this.sources = sources;
        this.suite = suite;
        this.disturbing = disturbing;
    }

    /** Every check that only reads, on targets that these sources open. */
    public static SuiteRun of(ObservedSources sources) {
        return new SuiteRun(sources, DiscoverySelectors.selectPackage(Catalogue.SUITE_PACKAGE), false);
    }

    /** One class of checks. */
    static SuiteRun of(ObservedSources sources, Class<?> checks) {
        return new SuiteRun(sources, DiscoverySelectors.selectClass(checks), false);
    }

    /** The other checks: those that disturb what runs, as far as the sources and the environments allow it. */
    public SuiteRun disturbing() {
        return new SuiteRun(sources, suite, true);
    }

    /**
     * Runs every check on every target.
     *
     * @param progress called with each result as it comes, from the thread that runs the checks
     * @param listeners further listeners, for example one that writes JUnit XML
     * @return never empty; a run that checked nothing has a result that says so, and is red
     */
    public List<CheckResult> on(
            List<Target> targets, Consumer<CheckResult> progress, TestExecutionListener... listeners) {
        List<CheckResult> results = Collections.synchronizedList(new ArrayList<>());
        Consumer<CheckResult> collect = result -> {
            results.add(result);
            progress.accept(result);
        };
        String targetNames = targets.stream().map(Target::toString).collect(Collectors.joining(","));
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getStore().put(STORE, ObservedSources.class, sources);
            session.getStore().put(STORE, ConformanceExtension.RESULT_LISTENER, collect);
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(suite)
                    .filters(TagFilter.includeTags(Conformance.TAG), (PostDiscoveryFilter) this::isOfThisRun)
                    .configurationParameter(ConformanceExtension.TARGETS, targetNames)
                    .build();
            List<TestExecutionListener> all = new ArrayList<>(List.of(listeners));
            all.add(new Breakdowns(targetNames, collect));
            session.getLauncher().execute(request, all.toArray(TestExecutionListener[]::new));
        }
        if (results.stream().allMatch(result -> result.outcome() instanceof Outcome.Skipped)) {
            collect.accept(broken("suite", targetNames, "no check was executed"));
        }
        return List.copyOf(results);
    }

    private FilterResult isOfThisRun(TestDescriptor test) {
        return FilterResult.includedIf(test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod().getAnnotation(Requirement.class))
                .map(requirement -> requirement.disturbing() == disturbing)
                .orElse(true));
    }

    private static CheckResult broken(String what, String targets, String why) {
        return new CheckResult(
                "SUITE",
                what,
                Level.MUST,
                targets,
                "suite",
                EvidenceTier.NONE,
                new Outcome.Unknown(why),
                Duration.ZERO);
    }

    /** Whatever goes wrong outside of a check must not get lost. */
    private record Breakdowns(String targets, Consumer<CheckResult> results) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isContainer() && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                results.accept(broken(
                        test.getDisplayName(),
                        targets,
                        result.getThrowable().map(Throwable::toString).orElse("it was aborted")));
            }
        }
    }
}
