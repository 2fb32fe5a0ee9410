package dev.plumbline.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One {@code terraform output -json} document: {@code {"name": {"sensitive": bool, "type": ..., "value": ...}}}. */
final class OutputDocument {
    private static final String SYNTHETIC = "synthetic";

    private final Map<String, Located.Entry> outputs;
    private final Problems problems;

    OutputDocument(Located.Tree document, Problems problems) {
        this.outputs = document.entries();
        this.problems = problems;
    }

    /** Whether the document says that its values are made up. */
    boolean synthetic() {
        Located.Entry entry = outputs.get(SYNTHETIC);
        return entry != null
                && entry.value() instanceof Located.Scalar scalar
                && scalar.text().equals("true");
    }

    /** The inputs that the module gives; a value marked sensitive never gets this far. */
    List<Located.Tree> inputs(String module) {
        List<Located.Tree> inputs = new ArrayList<>();
        for (ModuleOutput known : ModuleOutput.of(module)) {
            Located.Entry output = outputs.get(known.output());
            if (output == null) {
                continue;
            }
            if (!(output.value() instanceof Located.Tree parts)
                    || !parts.entries().containsKey("value")) {
                problems.add(
                        output.key(),
                        known.output(),
                        "not an output of `terraform output -json`",
                        "{\"sensitive\": false, \"type\": ..., \"value\": ...}");
            } else if (sensitive(parts)) {
                problems.add(
                        output.key(),
                        known.output(),
                        "marked sensitive, so its value is not read",
                        "an output that is not sensitive, or the input " + String.join(".", known.input())
                                + " in the environment file");
            } else {
                inputs.add(at(
                        known.input(),
                        new Located.Entry(
                                output.key(), parts.entries().get("value").value())));
            }
        }
        return inputs;
    }

    /** One value at its place in the tree of inputs. */
    private static Located.Tree at(List<String> keys, Located.Entry entry) {
        Located.Entry inner =
                keys.size() == 1 ? entry : new Located.Entry(entry.key(), at(keys.subList(1, keys.size()), entry));
        return new Located.Tree(entry.key(), Map.of(keys.get(0), inner));
    }

    private static boolean sensitive(Located.Tree parts) {
        Located.Entry entry = parts.entries().get("sensitive");
        return entry != null
                && entry.value() instanceof Located.Scalar scalar
                && scalar.text().equals("true");
    }
}
