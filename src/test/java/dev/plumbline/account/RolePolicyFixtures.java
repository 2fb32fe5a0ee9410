package dev.plumbline.account;

import dev.plumbline.environment.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The policies of {@code fixtures/iam-policies}, for the resources of one environment. */
public final class RolePolicyFixtures {
    private static final Pattern WORD = Pattern.compile("@([^@]+)@");

    private RolePolicyFixtures() {}

    public static String of(String roleKey, Environment environment) {
        Path file = Path.of("fixtures/iam-policies", roleKey + ".json");
        try {
            return WORD.matcher(Files.readString(file))
                    .replaceAll(word -> ExpectedPermissions.arn(word.group(1), environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
