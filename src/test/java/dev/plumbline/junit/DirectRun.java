package dev.plumbline.junit;

import dev.plumbline.observe.Observed;
import dev.plumbline.report.CheckResult;
import java.time.Duration;
import java.util.List;

/** Runs checks without JUnit, thousands of times a minute. */
public final class DirectRun {
    private DirectRun() {}

    /** Every check of the suite on every subject. */
    public static List<CheckResult> of(Observed observed) {
        return of(Catalogue.ofSuite(), observed);
    }

    /** The same for who runs it often: finding the checks takes longer than running them. */
    public static List<CheckResult> of(Catalogue catalogue, Observed observed) {
        return catalogue.checks().stream()
                .flatMap(check -> check.subjectsOf(observed).stream()
                        .map(subject -> new CheckResult(
                                check.id(),
                                check.sentence(),
                                check.level(),
                                observed.source().toString(),
                                subject.name(),
                                check.tierOn(observed),
                                check.run(observed, subject),
                                Duration.ZERO)))
                .toList();
    }
}
