package dev.plumbline.iam.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares what a role may do with what it is expected to. */
public record PermissionCheck(List<Expectation> expectations) {
    public PermissionCheck {
        expectations = List.copyOf(expectations);
    }

    /**
     * What became of the questions, one sentence for each that is not as expected.
     *
     * @param wrong answered otherwise
     * @param open not decided
     */
    public record Judgement(List<String> wrong, List<String> open) {
        public Judgement {
            wrong = List.copyOf(wrong);
            open = List.copyOf(open);
        }
    }

    /** Everything that is not as expected, one sentence each. */
    public List<String> findings(PermissionSource source) {
        Judgement judgement = judge(source);
        return Stream.concat(judgement.wrong().stream(), judgement.open().stream())
                .toList();
    }

    /** The same, with what nobody could decide apart. */
    public Judgement judge(PermissionSource source) {
        List<Question> questions = new ArrayList<>();
        List<Expectation> asked = new ArrayList<>();
        for (Expectation expectation : expectations) {
            for (Question question : expectation.questions()) {
                questions.add(question);
                asked.add(expectation);
            }
        }
        List<Decision> decisions = source.decide(questions);
        List<String> wrong = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            String finding = finding(asked.get(i), decisions.get(i));
            if (decisions.get(i).outcome() == Decision.Outcome.UNKNOWN) {
                open.add(finding);
            } else if (!finding.isEmpty()) {
                wrong.add(finding);
            }
        }
        return new Judgement(wrong, open);
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
