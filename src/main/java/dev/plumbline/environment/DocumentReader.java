package dev.plumbline.environment;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML, and JSON as the YAML that it is, into values that know their lines. */
final class DocumentReader {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+\\.[0-9]*|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?");

    private final String file;
    private final Problems problems;
    private final List<Node> open = new ArrayList<>();

    private DocumentReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * @param shown the file's name in messages
     * @return empty if the document is not a mapping, which was then added to the problems
     */
    static Optional<Located.Tree> read(Path file, String shown, Problems problems) {
        return new DocumentReader(shown, problems).read(file);
    }

    private Optional<Located.Tree> read(Path path) {
        try {
            String text = Files.readString(path);
            // A tab between JSON tokens is legal there but not in YAML; inside JSON strings it cannot stand.
            String yaml = file.endsWith(".json") ? text.replace('\t', ' ') : text;
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(yaml);
            if (root.isEmpty() || root.get() instanceof ScalarNode scalar && kind(scalar) == Located.Kind.NOTHING) {
                problems.add(new SourceLocation(file, 1), "", "the document is empty", "a mapping of inputs");
                return Optional.empty();
            }
            Located located = located(root.get(), "");
            if (located instanceof Located.Tree tree) {
                return Optional.of(tree);
            }
            problems.add(located.at(), "", "the document is not a mapping", "key: value lines");
        } catch (MarkedYamlEngineException e) {
            problems.add(syntax(e));
        } catch (YamlEngineException e) {
            problems.add(new SourceLocation(file, 1), "", "not readable as YAML: " + firstLine(e.getMessage()));
        } catch (MalformedInputException e) {
            problems.add(new SourceLocation(file, 1), "", "not UTF-8 text");
        } catch (IOException e) {
            problems.add(new SourceLocation(file, 1), "", "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Problem syntax(MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
        String column = e.getProblemMark()
                .map(mark -> " (column " + (mark.getColumn() + 1) + ")")
                .orElse("");
        String context = e.getContext() == null ? "" : " " + e.getContext();
        return new Problem(
                new SourceLocation(file, line), "", "YAML syntax%s: %s%s".formatted(column, e.getProblem(), context));
    }

    private Located located(Node node, String path) {
        if (open.contains(node)) {
            problems.add(at(node), path, "an alias that contains itself");
            return new Located.Invalid(at(node));
        }
        open.add(node);
        try {
            if (node instanceof MappingNode mapping) {
                return tree(mapping, path);
            }
            if (node instanceof SequenceNode sequence) {
                List<Located> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(located(item, path + "[" + items.size() + "]"));
                }
                return new Located.Items(at(node), items);
            }
            ScalarNode scalar = (ScalarNode) node;
            return new Located.Scalar(at(node), kind(scalar), scalar.getValue());
        } finally {
            open.remove(open.size() - 1);
        }
    }

    private Located.Tree tree(MappingNode mapping, String path) {
        Map<String, Located.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at(tuple.getKeyNode()), path, "a key that is not text");
                continue;
            }
            String keyPath = KeyPath.of(path, key.getValue());
            Located.Entry earlier = entries.get(key.getValue());
            if (earlier != null) {
                problems.add(
                        at(key),
                        keyPath,
                        "written twice; first in line " + earlier.key().line());
                continue;
            }
            entries.put(key.getValue(), new Located.Entry(at(key), located(tuple.getValueNode(), keyPath)));
        }
        return new Located.Tree(at(mapping), entries);
    }

    private static Located.Kind kind(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return Located.Kind.TEXT;
        }
        if (text.isEmpty() || text.equals("null") || text.equals("~")) {
            return Located.Kind.NOTHING;
        }
        if (text.equals("true") || text.equals("false")) {
            return Located.Kind.BOOLEAN;
        }
        if (WHOLE.matcher(text).matches()) {
            return Located.Kind.WHOLE;
        }
        return DECIMAL.matcher(text).matches() ? Located.Kind.DECIMAL : Located.Kind.TEXT;
    }

    private SourceLocation at(Node node) {
        return new SourceLocation(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
