package dev.plumbline.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the values out of Kubernetes Secrets in YAML, wherever they stand in a text: their keys stay. Works on lines and indentation,
 * so a text that is not quite YAML, or cut off, is no obstacle.
 */
final class YamlSecrets {

    private static final Pattern KEY = Pattern.compile("^( *(?:- +)*)([\"']?[\\w./-]+[\"']?):(?: (.*)|\\s*)$");
    private static final Pattern KIND = Pattern.compile("[\"']?Secret[\"']?\\s*(?:#.*)?");

    private final List<String> lines;
    private final boolean[] dropped;

    private YamlSecrets(List<String> lines) {
        this.lines = new ArrayList<>(lines);
        this.dropped = new boolean[lines.size()];
    }

    static String mask(String text) {
        if (!text.contains("kind:")) {
            return text;
        }
        YamlSecrets secrets = new YamlSecrets(List.of(text.split("\n", -1)));
        return secrets.maskAll() ? secrets.text() : text;
    }

    private boolean maskAll() {
        boolean any = false;
        for (int line = 0; line < lines.size(); line++) {
            Matcher key = key(line);
            if (key != null
                    && key.group(2).equals("kind")
                    && key.group(3) != null
                    && KIND.matcher(key.group(3)).matches()) {
                maskMapping(line, key.group(1).length());
                any = true;
            }
        }
        return any;
    }

    /** The mapping of which this line is one key: up to the first and down to the last line of it. */
    private void maskMapping(int kind, int indent) {
        int first = kind;
        while (first > 0 && !startsItem(first, indent) && belongs(first - 1, indent)) {
            first--;
        }
        int end = kind + 1;
        while (end < lines.size() && belongs(end, indent) && !startsItem(end, indent)) {
            end++;
        }
        for (int line = first; line < end; line++) {
            Matcher key = key(line);
            if (key != null && key.group(1).length() == indent && key.group(2).matches("data|stringData")) {
                maskValues(line, end, indent, key);
            }
        }
    }

    private boolean belongs(int line, int indent) {
        String text = lines.get(line);
        return !text.startsWith("---") && (text.isBlank() || indent(line) >= indent);
    }

    private boolean startsItem(int line, int indent) {
        Matcher key = key(line);
        return key != null && key.group(1).length() == indent && key.group(1).endsWith("- ");
    }

    private void maskValues(int data, int end, int indent, Matcher key) {
        String inline = key.group(3);
        if (inline != null && !inline.isBlank() && !inline.strip().matches("null|\\{}|#.*")) {
            lines.set(data, key.group(1) + key.group(2) + ": " + Redactor.MASK);
        }
        int values = -1;
        for (int line = data + 1; line < end; line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            int depth = indent(line);
            if (depth <= indent) {
                return;
            }
            values = values < 0 ? depth : values;
            Matcher value = key(line);
            if (value != null && depth == values) {
                lines.set(line, value.group(1) + value.group(2) + ": " + Redactor.MASK);
            } else {
                dropped[line] = true;
            }
        }
    }

    private int indent(int line) {
        Matcher key = key(line);
        if (key != null) {
            return key.group(1).length();
        }
        String text = lines.get(line);
        return text.length() - text.stripLeading().length();
    }

    private Matcher key(int line) {
        String text = lines.get(line);
        Matcher matcher = KEY.matcher(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        return matcher.matches() ? matcher : null;
    }

    private String text() {
        List<String> kept = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            if (!dropped[line]) {
                kept.add(lines.get(line));
            }
        }
        return String.join("\n", kept);
    }
}
