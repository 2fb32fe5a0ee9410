package dev.plumbline.iam.permission;

/**
 * The answer to a question.
 *
 * @param question what was asked
 * @param outcome what came out
 * @param because the policy and statement that decided, or why none did
 */
public record Decision(Question question, Outcome outcome, String because) {

    /** By the words of IAM. */
    public enum Outcome {
        ALLOWED,
        /** No statement allows it. */
        NOT_ALLOWED,
        /** A statement denies it, whatever others allow. */
        DENIED,
        /** It depends on what the question does not say. */
        UNKNOWN
    }
}
