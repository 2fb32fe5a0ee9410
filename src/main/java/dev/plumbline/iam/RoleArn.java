package dev.plumbline.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a role, as it stands in a service account's annotation.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param account 12 digits
 * @param path begins and ends with a slash; {@code /} for none
 * @param name what {@code iam:GetRole} wants
 */
public record RoleArn(String partition, String account, String path, String name) {
    private static final Pattern SHAPE =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):iam::([0-9]{12}):role(/|/[!-~]+/)([\\w+=,.@-]{1,64})");

    /** @return empty if STS would answer {@code Request ARN is invalid} */
    public static Optional<RoleArn> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        return shape.matches()
                ? Optional.of(new RoleArn(shape.group(1), shape.group(2), shape.group(3), shape.group(4)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "arn:%s:iam::%s:role%s%s".formatted(partition, account, path, name);
    }
}
