package dev.plumbline.deploy;

import java.util.List;
import java.util.Optional;

/**
 * What a deploy did about its failures.
 *
 * @param findings one for each step that failed
 * @param restored what was taken back, in that order
 */
public record Aftermath(List<Finding> findings, List<Restored> restored) {
    public Aftermath {
        findings = List.copyOf(findings);
        restored = List.copyOf(restored);
    }

    /** Nothing failed. */
    public static Aftermath none() {
        return new Aftermath(List.of(), List.of());
    }

    /** What was found out about a step; empty if it did not fail. */
    public Optional<Finding> of(String step) {
        return findings.stream().filter(finding -> finding.step().equals(step)).findFirst();
    }
}
