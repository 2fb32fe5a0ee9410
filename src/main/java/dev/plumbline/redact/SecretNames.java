package dev.plumbline.redact;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names under which secrets stand: keys of values and Secrets, environment variables, annotations. */
public final class SecretNames {
    /** The end of a name, in lower case without separators; {@code secretName} and {@code secretKey} only point at secrets. */
    private static final Pattern SECRET =
            Pattern.compile(".*(password|passwd|passphrase|apikey|accesskey|privatekey|clientsecret|token)");

    /** What stands beside a secret in one document and is none: masking a user's name would take it out of every other text. */
    private static final Pattern BESIDE = Pattern.compile(
            ".*(username|user|host|hostname|port|dbname|database|engine|region|namespace|identifier|crt|cert|certificate)");

    private SecretNames() {}

    /** Whether a text under this name is a secret. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(plain(name)).matches();
    }

    /** Whether a value of a Secret is one, by its key: all but those that only say where it belongs. */
    public static boolean isSecretData(String key) {
        return !BESIDE.matcher(plain(key)).matches();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }
}
