package dev.plumbline.proof;

import dev.plumbline.observe.Observed;
import java.util.List;

/**
 * What the suite made of a mutant.
 *
 * @param mutant what was broken
 * @param verdict what the suite said
 * @param killers ids of checks that were red, or remarked
 * @param says one message, where none names what was broken
 */
record Trial(Mutant mutant, Verdict verdict, List<String> killers, String says) {

    /** What the suite said. */
    enum Verdict {
        /** A check is red, and its message names the place. */
        KILLED,
        /** A recommendation is not followed, and its message names the place. */
        REMARKED,
        /** A check is red, and its reader would look elsewhere. */
        NOT_NAMED,
        SURVIVED,
        /** No object can be like that. */
        IMPOSSIBLE
    }

    static Trial of(Mutant mutant, Suite suite) {
        Observed broken;
        try {
            broken = mutant.observed().get();
        } catch (RuntimeException | StackOverflowError refused) {
            return new Trial(mutant, Verdict.IMPOSSIBLE, List.of(), String.valueOf(refused.getMessage()));
        }
        List<Suite.Finding> findings = suite.on(broken);
        List<String> killers =
                findings.stream().map(Suite.Finding::id).distinct().toList();
        if (findings.isEmpty()) {
            return new Trial(mutant, Verdict.SURVIVED, killers, "");
        }
        boolean named = findings.stream().anyMatch(finding -> !finding.remark() && mutant.isNamedIn(finding.message()));
        boolean remarked =
                findings.stream().anyMatch(finding -> finding.remark() && mutant.isNamedIn(finding.message()));
        Verdict verdict = named ? Verdict.KILLED : remarked ? Verdict.REMARKED : Verdict.NOT_NAMED;
        return new Trial(
                mutant,
                verdict,
                killers,
                verdict == Verdict.NOT_NAMED ? findings.get(0).message() : "");
    }

    boolean isFound() {
        return verdict == Verdict.KILLED || verdict == Verdict.REMARKED;
    }

    @Override
    public String toString() {
        return "%s%s"
                .formatted(
                        mutant,
                        says.isEmpty()
                                ? ""
                                : " -> " + killers + " "
                                        + says.lines().findFirst().orElse(""));
    }
}
