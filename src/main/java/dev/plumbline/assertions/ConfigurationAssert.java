package dev.plumbline.assertions;

import dev.plumbline.observe.ConfigEntry;
import dev.plumbline.observe.SeenConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What can be said of the environment that a process runs in. */
public final class ConfigurationAssert extends PlatformAssert<ConfigurationAssert, SeenConfiguration> {
    private static final int SHORT = 12;

    ConfigurationAssert(SeenConfiguration actual) {
        super(actual, ConfigurationAssert.class, actual.toString(), actual.origin());
    }

    /** It sees each of these entries with its value. */
    public ConfigurationAssert sees(Iterable<ConfigEntry> entries) {
        Findings findings = findings();
        int asked = 0;
        for (ConfigEntry entry : entries) {
            String expected = sha256(entry.value());
            String found = actual.hashOf(entry.key()).orElse(null);
            asked++;
            findings.isTrue(
                    expected.equals(found),
                    "env." + entry.key(),
                    "%s (SHA-256 %s...)   <- %s"
                            .formatted(entry.value(), expected.substring(0, SHORT), origin().placeOf(entry.input())),
                    found == null
                            ? "no such variable"
                            : "another value (SHA-256 " + found.substring(0, Math.min(SHORT, found.length())) + "...)");
        }
        findings.isTrue(asked > 0, "env", "at least one entry", Findings.NOTHING);
        return conclude("does not see the declared configuration", findings);
    }

    private static String sha256(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
