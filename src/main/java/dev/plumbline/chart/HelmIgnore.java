package dev.plumbline.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of a {@code .helmignore} file, as Helm's {@code ignore} package reads them (which is not quite gitignore). */
final class HelmIgnore {
    private final List<Rule> rules = new ArrayList<>();

    private record Rule(Pattern pattern, boolean wholePath, boolean directoriesOnly, boolean negated) {
        boolean matches(String path) {
            String text = wholePath ? path : path.substring(path.lastIndexOf('/') + 1);
            return pattern.matcher(text).matches();
        }
    }

    /** @param text the file's content; empty if the chart has none */
    HelmIgnore(String text) {
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(this::add);
        add("templates/.?*"); // Helm's own default
    }

    /** @param path relative to the chart, with slashes */
    boolean ignores(String path, boolean directory) {
        for (Rule rule : rules) {
            if (rule.directoriesOnly() && !directory) {
                if (rule.negated()) {
                    return true; // Helm's words: a negated directory rule drops every file
                }
            } else if (rule.matches(path) != rule.negated()) {
                return true;
            }
        }
        return false;
    }

    private void add(String line) {
        boolean negated = line.startsWith("!");
        String glob = negated ? line.substring(1) : line;
        boolean directoriesOnly = glob.endsWith("/");
        glob = directoriesOnly ? glob.substring(0, glob.length() - 1) : glob;
        boolean wholePath = glob.contains("/");
        glob = glob.startsWith("/") ? glob.substring(1) : glob;
        rules.add(new Rule(Pattern.compile(regex(glob)), wholePath, directoriesOnly, negated));
    }

    /** Go's {@code filepath.Match}: {@code *} and {@code ?} stop at slashes, classes are negated by {@code ^}. */
    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 1) : -1;
            if (end > 0) {
                regex.append(glob, i, end + 1);
                i = end;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                c = c == '\\' && i + 1 < glob.length() ? glob.charAt(++i) : c;
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
