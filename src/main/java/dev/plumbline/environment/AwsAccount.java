package dev.plumbline.environment;

/**
 * @param region for example {@code us-west-2}
 * @param accountId 12 digits
 */
public record AwsAccount(String region, String accountId) {}
