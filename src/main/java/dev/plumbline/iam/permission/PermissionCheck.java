package dev.plumbline.iam.permission;

import java.util.ArrayList;
import java.util.List;

/** Compares what a role may do with what it is expected to. */
public record PermissionCheck(List<Expectation> expectations) {
    public PermissionCheck {
        expectations = List.copyOf(expectations);
    }

    /** Everything that is not as expected, one sentence each. */
    public List<String> findings(PermissionSource source) {
        List<Question> questions = new ArrayList<>();
        List<Expectation> asked = new ArrayList<>();
        for (Expectation expectation : expectations) {
            for (Question question : expectation.questions()) {
                questions.add(question);
                asked.add(expectation);
            }
        }
        List<Decision> decisions = source.decide(questions);
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            String finding = finding(asked.get(i), decisions.get(i));
            if (!finding.isEmpty()) {
                findings.add(finding);
            }
        }
        return findings;
    }

    private static String finding(Expectation expectation, Decision decision) {
        String what = expectation.name() + ": " + decision.question();
        return switch (decision.outcome()) {
            case ALLOWED ->
                expectation.allowed()
                        ? ""
                        : "%s must be refused and is allowed by %s".formatted(what, decision.because());
            case NOT_ALLOWED ->
                expectation.allowed() ? "%s must be allowed, and %s".formatted(what, decision.because()) : "";
            case DENIED ->
                expectation.allowed()
                        ? "%s must be allowed and is denied by %s".formatted(what, decision.because())
                        : "";
            case UNKNOWN -> "%s cannot be decided: %s".formatted(what, decision.because());
        };
    }
}
