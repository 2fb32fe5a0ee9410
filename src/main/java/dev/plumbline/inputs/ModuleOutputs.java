package dev.plumbline.inputs;

import dev.plumbline.deploy.ContentDigest;
import dev.plumbline.environment.InputSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept of one module's document: the outputs that are inputs, and not sensitive.
 *
 * @param kept as {@code terraform output -json} has them
 * @param sensitive names of outputs that are inputs and were dropped for being sensitive
 */
record ModuleOutputs(ObjectNode kept, List<String> sensitive) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SYNTHETIC = "synthetic";

    /**
     * @param secrets gets every value that is marked sensitive, before anybody else sees the document
     * @throws InputsException saying what is wrong with the document, without quoting it
     */
    static ModuleOutputs of(String module, String document, Set<String> secrets) {
        ObjectNode kept = JSON.createObjectNode();
        List<String> dropped = new ArrayList<>();
        List<String> inputs = InputSettings.outputsOf(module);
        for (Map.Entry<String, JsonNode> output : parse(document).properties()) {
            String name = output.getKey();
            JsonNode said = output.getValue();
            if (name.equals(SYNTHETIC) && said.isBoolean()) {
                kept.set(name, said);
            } else if (!said.isObject() || !said.has("value")) {
                throw new InputsException("output %s is none of `terraform output -json`".formatted(printable(name)));
            } else if (isSensitive(said)) {
                collect(said.get("value"), secrets);
                if (inputs.contains(name)) {
                    dropped.add(name);
                }
            } else if (inputs.contains(name)) {
                kept.set(name, said);
            }
        }
        return new ModuleOutputs(kept, dropped);
    }

    /** A name for what is kept: the same whatever the order and the white space. */
    static String digest(JsonNode outputs) {
        return ContentDigest.of(JSON.convertValue(outputs, Object.class));
    }

    /** What says neither that it is sensitive nor that it is not, was not written by Terraform; it is believed as Terraform's own. */
    private static boolean isSensitive(JsonNode output) {
        JsonNode mark = output.get("sensitive");
        return mark != null && !(mark.isBoolean() && !mark.asBoolean());
    }

    private static ObjectNode parse(String document) {
        try {
            if (JSON.readTree(document) instanceof ObjectNode outputs) {
                if (outputs.isEmpty()) {
                    throw new InputsException("has no outputs: was the module applied?");
                }
                return outputs;
            }
        } catch (JacksonException garbage) {
            // its message quotes what it met, and that may be a secret
            TokenStreamLocation at = garbage.getLocation();
            throw new InputsException("is not JSON" + (at == null ? "" : " (line %d)".formatted(at.getLineNr())));
        }
        throw new InputsException("is not a JSON object");
    }

    private static String printable(String name) {
        return name.matches("[A-Za-z0-9_-]{1,80}") ? name : "with a strange name";
    }

    private static void collect(JsonNode value, Set<String> secrets) {
        if (value.isContainer()) {
            value.forEach(part -> collect(part, secrets));
        } else if (!value.isNull()) {
            secrets.add(value.asString());
        }
    }
}
