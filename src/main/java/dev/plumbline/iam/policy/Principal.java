package dev.plumbline.iam.policy;

/**
 * Somebody that a policy names.
 *
 * @param kind the key in the document
 * @param name an ARN, an account, a service, or {@code *}
 */
public record Principal(Kind kind, String name) {

    /** The kinds of principals, by their key. */
    public enum Kind {
        AWS("AWS"),
        FEDERATED("Federated"),
        SERVICE("Service"),
        CANONICAL_USER("CanonicalUser");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** Whether that is everybody: {@code "*"} is short for {@code {"AWS": "*"}}, and reaches federated identities too. */
    public boolean isAnybody() {
        return kind == Kind.AWS && name.equals("*");
    }

    @Override
    public String toString() {
        return kind.key() + " " + name;
    }
}
