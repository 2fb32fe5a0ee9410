package dev.plumbline.preflight;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was found, at once.
 *
 * @param findings in the order of the questions
 * @param caller as whom AWS was asked
 * @param requests how many were sent
 * @param repeated how many of them were repetitions, because AWS throttled or failed
 * @param took from the first to the last
 */
public record PreflightReport(List<Finding> findings, String caller, int requests, int repeated, Duration took) {
    public PreflightReport {
        findings = List.copyOf(findings);
    }

    /** The same with what was found elsewhere. */
    public PreflightReport with(List<Finding> more) {
        return new PreflightReport(
                Stream.concat(findings.stream(), more.stream()).toList(), caller, requests, repeated, took);
    }

    /** Whether AWS said who we are, and that it is the environment's account. */
    public boolean identified() {
        return findings.stream()
                .anyMatch(finding ->
                        finding.subject().equals(Preflight.IDENTITY) && finding.verdict() == Finding.Verdict.RIGHT);
    }

    public List<Finding> with(Finding.Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }

    /** Whether a deploy may go on: nothing is wrong, and nothing is unknown. */
    public boolean passed() {
        return with(Finding.Verdict.WRONG).isEmpty()
                && with(Finding.Verdict.UNKNOWN).isEmpty();
    }
}
