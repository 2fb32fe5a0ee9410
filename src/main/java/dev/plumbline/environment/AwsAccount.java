package dev.plumbline.environment;

/**
 * @param region for example {@code us-west-2}
 * @param accountId 12 digits
 * @param access as whom it is asked
 */
public record AwsAccount(String region, String accountId, AwsAccess access) {
    public AwsAccount(String region, String accountId) {
        this(region, accountId, AwsAccess.ofSurroundings());
    }
}
