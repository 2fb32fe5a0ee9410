package dev.plumbline.account;

import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.RoleArn;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** Reads one role. */
public record RoleReader(IamClient iam) {
    /** @return empty if there is none of that name; one of another path is found, and has another ARN */
    public Optional<AccountRole> read(RoleArn arn) {
        try {
            Role role = iam.getRole(request -> request.roleName(arn.name())).role();
            return Optional.of(new AccountRole(role.arn(), role.assumeRolePolicyDocument()));
        } catch (NoSuchEntityException none) {
            return Optional.empty();
        }
    }
}
