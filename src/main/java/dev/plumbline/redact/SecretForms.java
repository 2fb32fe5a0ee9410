package dev.plumbline.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The forms in which a value appears in texts. */
final class SecretForms {

    /** Shorter pieces of Base64 would be found by chance. */
    private static final int SHORTEST_PIECE = 8;

    private SecretForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        forms.add(value.strip());
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= Redactor.SHORT && !line.startsWith("-----"))
                .forEach(forms::add);
        Set<String> plain = Set.copyOf(forms);
        plain.forEach(form -> escaped(form, forms));
        base64(value, forms);
        base64(value.strip(), forms);
        base64(value + "\n", forms);
        forms.removeIf(form -> form.length() < Redactor.SHORTEST);
        return forms;
    }

    /** URL, JSON (also within JSON), XML and HTML, YAML's single quotes. */
    private static void escaped(String value, Set<String> forms) {
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.add(url);
        forms.add(url.replace("+", "%20"));
        String json = json(value);
        forms.add(json);
        forms.add(json(json));
        forms.add(json.replace("/", "\\/"));
        String xml = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        forms.add(xml);
        forms.add(xml.replace("\"", "&quot;"));
        forms.add(xml.replace("\"", "&quot;").replace("'", "&apos;"));
        forms.add(xml.replace("\"", "&#34;").replace("'", "&#39;"));
        forms.add(value.replace("'", "''"));
    }

    private static String json(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    /** Alone, and within a longer text that was encoded as one: there it may start at any of three places of a group. */
    private static void base64(String value, Set<String> forms) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            forms.add(encoder.encodeToString(bytes));
            forms.add(encoder.withoutPadding().encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                String encoded = encoder.withoutPadding().encodeToString(shifted);
                int first = (before * 8 + 5) / 6;
                int last = shifted.length * 8 / 6;
                if (last - first >= SHORTEST_PIECE) {
                    forms.add(encoded.substring(first, last));
                }
            }
        }
    }
}
