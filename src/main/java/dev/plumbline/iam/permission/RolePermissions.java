package dev.plumbline.iam.permission;

import java.util.List;
import java.util.Optional;

/**
 * What is known of what a role may do.
 *
 * @param decisions to the questions that were asked, in their order
 * @param evidence who decided
 * @param documents its policies; empty if they could not be read
 * @param unread why not; empty if they were
 */
public record RolePermissions(
        List<Decision> decisions, Evidence evidence, Optional<RolePolicies> documents, String unread) {
    public RolePermissions {
        decisions = List.copyOf(decisions);
    }

    /** Answers what was asked, and nothing else. */
    public PermissionSource source() {
        return questions -> questions.stream().map(this::decision).toList();
    }

    private Decision decision(Question question) {
        return decisions.stream()
                .filter(decision -> decision.question().equals(question))
                .findFirst()
                .orElseGet(() -> new Decision(question, Decision.Outcome.UNKNOWN, "nobody was asked"));
    }
}
