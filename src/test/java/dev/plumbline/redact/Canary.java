package dev.plumbline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A secret planted by a test, which must then be found nowhere, in no form.
 *
 * @param value long enough that none of its pieces appears by chance
 */
public record Canary(String value) {

    /** @param where it is planted: each place gets one of its own, so that a finding tells where it came from */
    public static Canary in(String where) {
        return new Canary("canary-" + where + "-Zq7x/Vw9+kJ3mN8p");
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** Fails where a text has the canary, or an encoding of it, alone or within something longer. */
    public void isNotIn(String text, Object source) {
        for (String form : forms()) {
            if (text.contains(form)) {
                int at = text.indexOf(form);
                throw new AssertionError("%s got out in %s as \"%s\":\n...%s..."
                        .formatted(
                                value,
                                source,
                                form,
                                text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 160))));
            }
        }
    }

    /**
     * The same for every file below a folder.
     *
     * @param read which files
     */
    public static void noneIsBelow(Path folder, List<Canary> canaries, Predicate<Path> read) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(read).toList()) {
                String content = content(file);
                canaries.forEach(canary -> canary.isNotIn(content, file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String content(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException goneMeanwhile) {
            return "";
        }
    }

    private List<String> forms() {
        List<String> forms = new ArrayList<>(List.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)));
        for (int before = 0; before < 3; before++) {
            // the characters that depend on what stands before and after are cut off
            String shifted =
                    Base64.getEncoder().encodeToString(("x".repeat(before) + value).getBytes(StandardCharsets.UTF_8));
            forms.add(shifted.substring(before == 0 ? 0 : 4, shifted.length() - 4));
        }
        forms.add(Base64.getUrlEncoder().encodeToString(bytes()).replaceAll("=+$", ""));
        assertThat(forms).allMatch(form -> form.length() > 20);
        return forms;
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
