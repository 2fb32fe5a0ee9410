package dev.plumbline.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares one document with the table of inputs and keeps what fits; what does not is reported and becomes invalid. */
final class ShapeCheck {
    private final Problems problems;
    private final LiteralSecrets secrets;
    private final boolean othersKeysPass;

    private ShapeCheck(Problems problems, boolean othersKeysPass) {
        this.problems = problems;
        this.secrets = new LiteralSecrets(problems);
        this.othersKeysPass = othersKeysPass;
    }

    /** A document that people wrote for us: every key must be one of ours. */
    static Located.Tree written(Located.Tree document, Problems problems) {
        return new ShapeCheck(problems, false).fields(document, InputShapes.document(), "");
    }

    /** Module outputs: they may hold what is meant for others, such as the URL of a dead-letter queue. */
    static Located.Tree outputs(Located.Tree document, Problems problems) {
        return new ShapeCheck(problems, true).fields(document, InputShapes.document(), "");
    }

    private Located check(Located.Entry entry, Shape shape, String path) {
        return check(entry.value(), entry.key(), shape, path);
    }

    private Located check(Located value, SourceLocation at, Shape shape, String path) {
        if (value instanceof Located.Invalid) {
            return value;
        }
        if (value instanceof Located.Scalar scalar && scalar.kind() == Located.Kind.NOTHING) {
            return wrong(at, path, "has no value", allowed(shape));
        }
        if (shape instanceof Shape.Fields fields) {
            return value instanceof Located.Tree tree ? fields(tree, fields, path) : mistyped(value, at, path, shape);
        }
        if (shape instanceof Shape.Entries entries) {
            return value instanceof Located.Tree tree ? entries(tree, entries, path) : mistyped(value, at, path, shape);
        }
        if (shape instanceof Shape.Items items) {
            return value instanceof Located.Items list ? items(list, items, path) : mistyped(value, at, path, shape);
        }
        if (shape instanceof Shape.PassedOn) {
            if (!(value instanceof Located.Tree)) {
                return mistyped(value, at, path, shape);
            }
            secrets.refuse(value, path);
            return value;
        }
        return value instanceof Located.Scalar scalar
                ? scalar(scalar, at, shape, path)
                : mistyped(value, at, path, shape);
    }

    private Located.Tree fields(Located.Tree tree, Shape.Fields shape, String path) {
        Map<String, Located.Entry> kept = new LinkedHashMap<>();
        tree.entries().forEach((key, entry) -> {
            String keyPath = KeyPath.of(path, key);
            Shape.Field field = shape.fields().get(key);
            if (field != null) {
                kept.put(key, new Located.Entry(entry.key(), check(entry, field.shape(), keyPath)));
            } else if (!othersKeysPass && !secrets.refuseKey(key, entry, keyPath)) {
                unknown(entry.key(), key, keyPath, shape.fields().keySet())
                        // reported once: what was meant is not missing as well
                        .ifPresent(meant -> kept.putIfAbsent(
                                meant, new Located.Entry(entry.key(), new Located.Invalid(entry.key()))));
            }
        });
        return new Located.Tree(tree.at(), kept);
    }

    private Optional<String> unknown(SourceLocation at, String key, String path, Collection<String> known) {
        Optional<String> meant = Spelling.closest(key, known);
        problems.add(new Problem(at, path, "unknown key", meant, Optional.of(String.join(", ", known))));
        return meant;
    }

    private Located entries(Located.Tree tree, Shape.Entries shape, String path) {
        Map<String, Located.Entry> kept = new LinkedHashMap<>();
        tree.entries().forEach((key, entry) -> {
            String keyPath = KeyPath.of(path, key);
            if (shape.key().accepts(key)) {
                kept.put(key, new Located.Entry(entry.key(), check(entry, shape.value(), keyPath)));
            } else if (!othersKeysPass) {
                problems.add(
                        entry.key(),
                        keyPath,
                        "not a key that can stand here",
                        shape.key().allowed());
            }
        });
        return new Located.Tree(tree.at(), kept);
    }

    private Located items(Located.Items list, Shape.Items shape, String path) {
        List<Located> kept = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Located item = list.items().get(i);
            kept.add(check(item, item.at(), shape.item(), path + "[" + i + "]"));
        }
        return new Located.Items(list.at(), kept);
    }

    private Located scalar(Located.Scalar scalar, SourceLocation at, Shape shape, String path) {
        if (shape instanceof Shape.Whole whole) {
            return whole(scalar, at, whole, path);
        }
        if (shape instanceof Shape.Truth) {
            return scalar.kind() == Located.Kind.BOOLEAN
                    ? scalar
                    : wrong(at, path, shortened(scalar) + " is " + scalar.kind(), allowed(shape));
        }
        if (scalar.kind() != Located.Kind.TEXT) {
            return wrong(
                    at,
                    path,
                    "%s is %s; write it in quotes: \"%s\"".formatted(scalar, scalar.kind(), scalar.text()),
                    allowed(shape));
        }
        boolean fits = shape instanceof Shape.Text text
                ? text.format().accepts(scalar.text())
                : ((Shape.Choice) shape).words().contains(scalar.text());
        if (fits) {
            return scalar;
        }
        Optional<String> meant = shape instanceof Shape.Choice choice
                ? Spelling.closest(scalar.text(), choice.words())
                : Optional.empty();
        problems.add(new Problem(at, path, shortened(scalar) + " does not fit", meant, Optional.of(allowed(shape))));
        return new Located.Invalid(at);
    }

    private Located whole(Located.Scalar scalar, SourceLocation at, Shape.Whole shape, String path) {
        if (scalar.kind() != Located.Kind.WHOLE) {
            boolean quoted = scalar.kind() == Located.Kind.TEXT && scalar.text().matches("[0-9]+");
            return wrong(
                    at,
                    path,
                    shortened(scalar) + " is " + scalar.kind() + (quoted ? "; write it without quotes" : ""),
                    allowed(shape));
        }
        // Nine digits fit an int; a leading zero is octal to some readers.
        boolean fits = scalar.text().matches("-?(0|[1-9][0-9]{0,8})")
                && Integer.parseInt(scalar.text()) >= shape.min()
                && Integer.parseInt(scalar.text()) <= shape.max();
        return fits ? scalar : wrong(at, path, scalar + " does not fit", allowed(shape));
    }

    private Located mistyped(Located value, SourceLocation at, String path, Shape shape) {
        String found = value instanceof Located.Scalar scalar
                ? shortened(scalar) + " is " + scalar.kind()
                : value instanceof Located.Items ? "a list" : "a mapping";
        return wrong(at, path, found + ", the wrong type", allowed(shape));
    }

    private Located wrong(SourceLocation at, String path, String what, String allowed) {
        problems.add(at, path, what, allowed);
        return new Located.Invalid(at);
    }

    private static String allowed(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            return "a mapping of " + String.join(", ", fields.fields().keySet());
        }
        if (shape instanceof Shape.Entries entries) {
            return "a mapping; its keys: " + entries.key().allowed();
        }
        if (shape instanceof Shape.Items items) {
            return "a list; its items: " + allowed(items.item());
        }
        if (shape instanceof Shape.Text text) {
            return text.format().allowed();
        }
        if (shape instanceof Shape.Whole whole) {
            return "a whole number from %d to %d".formatted(whole.min(), whole.max());
        }
        if (shape instanceof Shape.Truth) {
            return "true or false";
        }
        return shape instanceof Shape.Choice choice ? String.join(", ", choice.words()) : "a mapping";
    }

    /** A certificate in a message helps nobody. */
    private static String shortened(Located.Scalar scalar) {
        String text = scalar.toString();
        return text.length() <= 80 ? text : text.substring(0, 60) + "..." + text.substring(text.length() - 10);
    }
}
