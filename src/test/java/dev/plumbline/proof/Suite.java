package dev.plumbline.proof;

import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.Check;
import dev.plumbline.junit.Subject;
import dev.plumbline.observe.Observed;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Level;
import dev.plumbline.report.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every check of the suite on every subject of one platform, drawn once: what is declared does not change from mutant to mutant. */
final class Suite {
    private final List<Invocation> invocations;

    private record Invocation(Check check, Subject subject) {}

    /** A check that is red, or a recommendation that is not followed. */
    record Finding(String id, String subject, boolean remark, String message) {}

    Suite(Observed platform) {
        invocations = Catalogue.ofSuite().checks().stream()
                .flatMap(check -> check.subjectsOf(platform).stream().map(subject -> new Invocation(check, subject)))
                .toList();
    }

    int size() {
        return invocations.size();
    }

    /** Ids of checks that this platform can show at all. */
    Set<String> shownBy(Observed platform) {
        return invocations.stream()
                .map(Invocation::check)
                .filter(check -> check.skipReason(platform.source()).isEmpty())
                .map(Check::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<Finding> on(Observed platform) {
        return invocations.stream()
                .flatMap(invocation -> finding(invocation, platform).stream())
                .toList();
    }

    private static Optional<Finding> finding(Invocation invocation, Observed platform) {
        Outcome outcome = invocation.check().run(platform, invocation.subject());
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(found(invocation, invocation.check().level() == Level.SHOULD, failed.message()));
        }
        return outcome instanceof Outcome.Unknown unknown
                ? Optional.of(found(invocation, false, unknown.reason()))
                : Optional.empty();
    }

    private static Finding found(Invocation invocation, boolean remark, String message) {
        return new Finding(invocation.check().id(), invocation.subject().name(), remark, message);
    }

    /** The same in the form of results, to compare with what JUnit makes of it. */
    List<CheckResult> results(Observed platform) {
        return invocations.stream()
                .map(invocation -> new CheckResult(
                        invocation.check().id(),
                        invocation.check().sentence(),
                        invocation.check().level(),
                        platform.source().toString(),
                        invocation.subject().name(),
                        invocation.check().tierOn(platform),
                        invocation.check().run(platform, invocation.subject()),
                        Duration.ZERO))
                .toList();
    }
}
