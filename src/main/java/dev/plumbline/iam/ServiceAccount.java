package dev.plumbline.iam;

/**
 * A Kubernetes service account, the only Kubernetes object that IAM meets.
 *
 * @param namespace where it lives
 * @param name its name there
 */
public record ServiceAccount(String namespace, String name) {
    /** The {@code sub} claim of its tokens. */
    public String subject() {
        return "system:serviceaccount:" + namespace + ":" + name;
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
