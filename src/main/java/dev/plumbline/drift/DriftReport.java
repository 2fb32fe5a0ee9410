package dev.plumbline.drift;

import dev.plumbline.environment.DriftIgnore;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was found.
 *
 * @param findings differences that count
 * @param ignored differences that an entry of {@code drift_ignores} accepts
 * @param expired entries whose day is over: what they matched counts again
 * @param adoptions objects that Terraform holds fields of
 * @param compared how many objects were looked at
 * @param asked for how many of them the server had to be asked what an apply would do
 */
public record DriftReport(
        List<DriftFinding> findings,
        List<Ignored> ignored,
        List<DriftIgnore> expired,
        List<Adoption> adoptions,
        int compared,
        int asked) {

    /** A difference, and what accepts it. */
    public record Ignored(DriftFinding finding, DriftIgnore by) {}

    public DriftReport {
        findings = List.copyOf(findings);
        ignored = List.copyOf(ignored);
        expired = List.copyOf(expired);
        adoptions = List.copyOf(adoptions);
    }

    /** The same without some of the findings. */
    public DriftReport without(Predicate<DriftFinding> left) {
        return new DriftReport(
                findings.stream().filter(left.negate()).toList(), ignored, expired, adoptions, compared, asked);
    }

    /** Whether the cluster is as declared, and nothing is ignored longer than was agreed. */
    public boolean clean() {
        return findings.isEmpty() && expired.isEmpty();
    }
}
