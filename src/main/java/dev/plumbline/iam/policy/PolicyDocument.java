package dev.plumbline.iam.policy;

import java.util.List;

/**
 * A policy of IAM, read strictly.
 *
 * @param variables whether {@code ${...}} in values stands for something: only from version 2012-10-17 on
 * @param statements in the order of the document
 */
public record PolicyDocument(boolean variables, List<Statement> statements) {
    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    public List<Statement> allowing() {
        return with(Effect.ALLOW);
    }

    public List<Statement> denying() {
        return with(Effect.DENY);
    }

    private List<Statement> with(Effect effect) {
        return statements.stream()
                .filter(statement -> statement.effect() == effect)
                .toList();
    }
}
