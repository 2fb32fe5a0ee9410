package dev.plumbline.iam;

import dev.plumbline.iam.permission.RolePermissions;
import java.util.Optional;

/**
 * The AWS account of one environment, as far as its roles go. Reads only; every method may throw {@link UnreadableAccount}, and may be
 * called by several threads at once.
 */
public interface Account {
    /**
     * @param roleKey a key of {@code iam_role_arns}
     * @return empty if there is no role of that name
     */
    Optional<AccountRole> role(String roleKey);

    /** The cluster's OIDC provider; empty if it is not registered. */
    Optional<OidcProvider> provider();

    /**
     * What the role may do of what the environment expects of it, and what it is told that it may do.
     *
     * @return empty if there is no such role
     */
    Optional<RolePermissions> permissions(String roleKey);

    /**
     * Tries to assume the role with a service account's token. What is handed out is used to ask who that is, and forgotten.
     *
     * @param token appears in no output
     */
    Exchange exchange(String roleKey, String token);

    /** How many requests were sent so far. */
    int requests();
}
