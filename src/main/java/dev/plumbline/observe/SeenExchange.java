package dev.plumbline.observe;

import dev.plumbline.iam.Exchange;

/**
 * What became of three tokens that were shown to STS for one role; no token and no credential is kept.
 *
 * @param bearer whose role it is
 * @param own of the service account that must be able to assume it
 * @param stranger {@code namespace/name} of another service account
 * @param other of that one
 * @param otherAudience of the right service account, but made out to somebody else
 * @param origin where it was tried
 */
public record SeenExchange(
        RoleBearer bearer, Exchange own, String stranger, Exchange other, Exchange otherAudience, Origin origin) {
    @Override
    public String toString() {
        return "IAM role %s (%s)".formatted(bearer.roleArn(), bearer.roleKey());
    }
}
