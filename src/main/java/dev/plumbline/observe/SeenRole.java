package dev.plumbline.observe;

import dev.plumbline.iam.AccountRole;
import java.util.Optional;

/**
 * A role that a service account must be able to assume, as the account has it.
 *
 * @param bearer who must
 * @param role empty = the account has none of that name
 * @param origin where it was seen
 */
public record SeenRole(RoleBearer bearer, Optional<AccountRole> role, Origin origin) {
    @Override
    public String toString() {
        return "IAM role %s (%s)".formatted(bearer.roleArn(), bearer.roleKey());
    }
}
