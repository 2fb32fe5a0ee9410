package dev.plumbline.observe;

import dev.plumbline.iam.ServiceAccount;

/**
 * A service account whose pods must be able to assume an IAM role.
 *
 * @param roleKey its key in {@code iam_role_arns}
 * @param roleArn the role
 * @param account the service account's name
 * @param release whose pods they are
 */
public record RoleBearer(String roleKey, String roleArn, String account, DeclaredRelease release) {
    public String namespace() {
        return release.namespace();
    }

    /** The service account as IAM meets it. */
    public ServiceAccount identity() {
        return new ServiceAccount(namespace(), account);
    }

    @Override
    public String toString() {
        return account;
    }
}
