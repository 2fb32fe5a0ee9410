package dev.plumbline.chart;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML as Helm does: Go's library follows YAML 1.1, where {@code on} is true and {@code 0420} is octal, while Java's follow 1.2.
 * The values that a release stores are what Go made of them, so comparing needs the same rules.
 */
public final class GoYaml {
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern OTHER_BASE =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F_]+)|0[bB]([01_]+)|0[oO]?([0-7_]+))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private GoYaml() {}

    /** @return maps (sorted), lists, strings, booleans, numbers and null; an empty map for an empty document */
    public static Object read(String yaml) {
        return new Compose(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .composeString(yaml)
                .map(GoYaml::value)
                .orElseGet(Map::of);
    }

    private static Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new TreeMap<>();
            mapping.getValue().forEach(tuple -> put(tuple, map));
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(item -> list.add(value(item)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private static void put(NodeTuple tuple, Map<String, Object> map) {
        Object key = value(tuple.getKeyNode());
        if ("<<".equals(key)) {
            merge(value(tuple.getValueNode()), map);
        } else {
            map.put(String.valueOf(key), value(tuple.getValueNode()));
        }
    }

    @SuppressWarnings("unchecked")
    private static void merge(Object merged, Map<String, Object> map) {
        if (merged instanceof List<?> several) {
            several.forEach(one -> merge(one, map));
        } else if (merged instanceof Map<?, ?> one) {
            ((Map<String, Object>) one).forEach(map::putIfAbsent);
        }
    }

    private static Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return text;
        }
        if (NULL.contains(text)) {
            return null;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        return number(text);
    }

    private static Object number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return new BigInteger(text.replace("_", "").replaceFirst("^\\+", ""));
        }
        var base = OTHER_BASE.matcher(text.toLowerCase(Locale.ROOT));
        if (base.matches()) {
            int radix = base.group(2) != null ? 16 : base.group(3) != null ? 2 : 8;
            String digits = radix == 16 ? base.group(2) : radix == 2 ? base.group(3) : base.group(4);
            return new BigInteger(base.group(1).replace("+", "") + digits.replace("_", ""), radix);
        }
        return FLOAT.matcher(text).matches() ? BigDecimal.valueOf(Double.parseDouble(text)) : text;
    }
}
