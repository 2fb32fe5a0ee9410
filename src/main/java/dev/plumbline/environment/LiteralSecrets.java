package dev.plumbline.environment;

import java.util.Locale;
import java.util.regex.Pattern;

/** No input is a secret: whatever looks like one is refused, and its value is never repeated. */
final class LiteralSecrets {
    /** The end of a key, in lower case without separators; {@code secretName} and {@code secretKey} only point at secrets. */
    private static final Pattern NAME = Pattern.compile(
            ".*(password|passwd|passphrase|apikey|accesskey|privatekey|clientsecret|token|credentials?)");

    private static final Pattern VALUE =
            Pattern.compile("(AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----.*");
    private static final String INSTEAD =
            "a reference: Secrets Manager keeps the value, secrets_config names it, external-secrets brings it";

    private final Problems problems;

    LiteralSecrets(Problems problems) {
        this.problems = problems;
    }

    /** Looks through values that are passed on. */
    void refuse(Located value, String path) {
        if (value instanceof Located.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                refuse(items.items().get(i), path + "[" + i + "]");
            }
        } else if (value instanceof Located.Tree tree) {
            tree.entries().forEach((key, entry) -> {
                String keyPath = KeyPath.of(path, key);
                if (!refuseKey(key, entry, keyPath)) {
                    refuse(entry.value(), keyPath);
                }
            });
            refuseVariable(tree, path);
        }
    }

    /** @return whether the entry is a literal secret, which was then reported */
    boolean refuseKey(String key, Located.Entry entry, String path) {
        boolean secret =
                text(entry) != null && (named(key) || VALUE.matcher(text(entry)).lookingAt());
        if (secret) {
            problems.add(entry.key(), path, "looks like a literal secret", INSTEAD);
        }
        return secret;
    }

    /** An environment variable of a container: {@code {name: DB_PASSWORD, value: ...}}. */
    private void refuseVariable(Located.Tree tree, String path) {
        Located.Entry name = tree.entries().get("name");
        Located.Entry value = tree.entries().get("value");
        if (name != null && value != null && text(name) != null && text(value) != null && named(text(name))) {
            problems.add(value.key(), KeyPath.of(path, "value"), "looks like a literal secret", INSTEAD);
        }
    }

    private static boolean named(String key) {
        return NAME.matcher(key.toLowerCase(Locale.ROOT).replaceAll("[-_.]", ""))
                .matches();
    }

    private static String text(Located.Entry entry) {
        return entry.value() instanceof Located.Scalar scalar
                        && (scalar.kind() == Located.Kind.TEXT || scalar.kind() == Located.Kind.WHOLE)
                        && !scalar.text().isEmpty()
                ? scalar.text()
                : null;
    }
}
