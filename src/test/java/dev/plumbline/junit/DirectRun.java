package dev.plumbline.junit;

import dev.plumbline.observe.Observed;
import dev.plumbline.report.CheckResult;
import java.time.Duration;
import java.util.List;

/** Runs checks without JUnit, as the proof does. */
public final class DirectRun {
    private DirectRun() {}

    /** Every check of the suite on every subject. */
    public static List<CheckResult> of(Observed observed) {
        return of(Catalogue.ofSuite(), observed);
    }

    public static List<CheckResult> of(Catalogue catalogue, Observed observed) {
        return catalogue.checks().stream()
                .flatMap(check -> check.subjectsOf(observed).stream()
                        .map(subject -> new CheckResult(
                                check.id(),
                                check.sentence(),
                                check.level(),
                                observed.source().toString(),
                                subject.name(),
                                check.run(observed, subject),
                                Duration.ZERO)))
                .toList();
    }
}
