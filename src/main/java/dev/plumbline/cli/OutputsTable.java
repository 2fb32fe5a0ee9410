package dev.plumbline.cli;

import java.util.Map;

/** The outputs as people read them; {@code ./plumbline outputs} prints the same for programs. */
final class OutputsTable {
    private final Terminal terminal;

    OutputsTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param outputs in the shape of {@code terraform output -json} */
    void print(Map<String, Object> outputs) {
        outputs.forEach((name, output) -> print(name, ((Map<?, ?>) output).get("value")));
    }

    private void print(String name, Object value) {
        if (value instanceof Map<?, ?> entries && isNested(entries)) {
            terminal.say("  %s", name);
            entries.forEach((key, fields) -> terminal.say("    %-30s %s", key, line((Map<?, ?>) fields)));
        } else {
            terminal.say("  %-32s %s", name, value instanceof Map<?, ?> fields ? line(fields) : value);
        }
    }

    private static boolean isNested(Map<?, ?> entries) {
        return entries.values().stream().allMatch(Map.class::isInstance);
    }

    private static String line(Map<?, ?> fields) {
        return fields.containsKey("revision")
                ? "%s/%s  %s-%s  revision %s, %s"
                        .formatted(
                                fields.get("namespace"),
                                fields.get("name"),
                                fields.get("chart"),
                                fields.get("version"),
                                fields.get("revision"),
                                fields.get("status"))
                : fields.get("name") + "  uid " + fields.get("uid");
    }
}
