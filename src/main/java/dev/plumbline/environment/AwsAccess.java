package dev.plumbline.environment;

import java.util.Optional;

/**
 * As whom AWS is asked. Empty = whoever the surroundings say: the AWS SDK's default chain.
 *
 * @param profile of the AWS configuration file
 * @param roleArn a role to assume first
 * @param externalId what that role wants to hear
 */
public record AwsAccess(Optional<String> profile, Optional<String> roleArn, Optional<String> externalId) {
    public static AwsAccess ofSurroundings() {
        return new AwsAccess(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
