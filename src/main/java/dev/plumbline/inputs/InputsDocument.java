package dev.plumbline.inputs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * One set of outputs of all modules, and where it comes from.
 *
 * @param at when it was asked for
 * @param by user and machine
 * @param tool what was asked
 * @param modules by name
 * @param dropped outputs that are inputs and were left out for being sensitive; empty for a document that was read
 */
public record InputsDocument(Instant at, String by, String tool, Map<String, Part> modules, List<String> dropped) {
    public InputsDocument {
        modules = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(modules));
        dropped = List.copyOf(dropped);
    }

    /**
     * @param outputs as {@code terraform output -json} has them
     * @param digest of these, at the time they were asked for
     * @param from which folder or file
     */
    public record Part(ObjectNode outputs, String digest, String from) {
        static Part of(ObjectNode outputs, String from) {
            return new Part(outputs, ModuleOutputs.digest(outputs), from);
        }

        /** Whether somebody changed it since. */
        boolean isEdited() {
            return !ModuleOutputs.digest(outputs).equals(digest);
        }
    }
}
