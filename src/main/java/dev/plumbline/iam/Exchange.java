package dev.plumbline.iam;

import java.util.Set;

/** What became of a token that was shown to STS for a role. */
public sealed interface Exchange {

    /**
     * The role was handed out.
     *
     * @param caller whom STS takes the bearer of its credentials for: {@code arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION}
     */
    record Admitted(String caller) implements Exchange {
        @Override
        public String toString() {
            return "admitted as " + caller;
        }
    }

    /**
     * It was not.
     *
     * @param code of STS
     * @param message of STS
     */
    record Refused(String code, String message) implements Exchange {
        /** By who it was that asked; other refusals are of the question itself. */
        private static final Set<String> FOR_WHO_ASKED = Set.of("AccessDenied", "InvalidIdentityToken");

        /** Whether STS understood the question, and said no. */
        public boolean isForWhoAsked() {
            return FOR_WHO_ASKED.contains(code);
        }

        @Override
        public String toString() {
            return "refused: " + code + ", " + message;
        }
    }
}
