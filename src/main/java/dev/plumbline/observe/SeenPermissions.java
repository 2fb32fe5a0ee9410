package dev.plumbline.observe;

import dev.plumbline.iam.permission.RolePermissions;
import java.util.Optional;

/**
 * What a role may do, as the account says.
 *
 * @param roleKey its key in {@code iam_role_arns}
 * @param roleArn the role
 * @param found empty = there is no such role
 * @param origin where it was seen
 */
public record SeenPermissions(String roleKey, String roleArn, Optional<RolePermissions> found, Origin origin) {
    @Override
    public String toString() {
        return "IAM role %s (%s)".formatted(roleArn, roleKey);
    }
}
