package dev.plumbline.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the Terraform modules say, as a layer of inputs.
 *
 * @param outputs partial inputs from module outputs
 * @param variables inputs from a variables file, which people write
 * @param absent modules whose document could not be read, which was reported
 * @param synthetic whether any document says so of itself
 */
record TerraformLayer(
        List<Located.Tree> outputs, Optional<Located.Tree> variables, Set<String> absent, boolean synthetic) {

    static TerraformLayer none() {
        return new TerraformLayer(List.of(), Optional.empty(), Set.of(), false);
    }

    /** @param environment whose folder is looked for within the folder that {@code source} names */
    static TerraformLayer read(TerraformInputs source, String environment, ShownPath shown, Problems problems) {
        if (source instanceof TerraformInputs.OutputDocuments documents) {
            Path own = documents.folder().resolve(environment);
            return outputs(Files.isDirectory(own) ? own : documents.folder(), shown, problems);
        }
        if (source instanceof TerraformInputs.VariablesFile file) {
            return new TerraformLayer(List.of(), variables(file.file(), shown, problems), Set.of(), false);
        }
        if (source instanceof TerraformInputs.RefreshedDocument document) {
            return refreshed(document.file(), shown, problems);
        }
        return none();
    }

    boolean isEmpty() {
        return outputs.isEmpty() && variables.isEmpty();
    }

    private static Optional<Located.Tree> variables(Path file, ShownPath shown, Problems problems) {
        if (!Files.isRegularFile(file)) {
            problems.add(place(file, shown), "", "no such file", "a *.tfvars.json with the names of the inputs");
            return Optional.empty();
        }
        return DocumentReader.read(file, shown.of(file), problems).map(tree -> ShapeCheck.written(tree, problems));
    }

    private static TerraformLayer outputs(Path folder, ShownPath shown, Problems problems) {
        Map<String, Located.Tree> documents = new LinkedHashMap<>();
        for (String module : ModuleOutput.modules()) {
            Path file = folder.resolve(module + ".json");
            if (Files.isRegularFile(file)) {
                DocumentReader.read(file, shown.of(file), problems)
                        .ifPresent(document -> documents.put(module, document));
            } else {
                problems.add(
                        place(file, shown),
                        "",
                        "no such file",
                        "the document of `terraform output -json` in module " + module);
            }
        }
        return of(documents, problems);
    }

    private static TerraformLayer refreshed(Path file, ShownPath shown, Problems problems) {
        Map<String, Located.Tree> documents = new LinkedHashMap<>();
        DocumentReader.read(file, shown.of(file), problems).map(Inputs::new).ifPresent(document -> {
            for (String module : ModuleOutput.modules()) {
                if (document.find("modules", module).orElse(null) instanceof Located.Tree outputs) {
                    documents.put(module, outputs);
                } else {
                    problems.add(
                            place(file, shown),
                            "modules." + module,
                            "missing, or not its outputs",
                            "what `./plumbline inputs refresh` writes: run it again");
                }
            }
        });
        return of(documents, problems);
    }

    private static TerraformLayer of(Map<String, Located.Tree> documents, Problems problems) {
        List<Located.Tree> layers = new ArrayList<>();
        Set<String> absent = new LinkedHashSet<>(ModuleOutput.modules());
        absent.removeAll(documents.keySet());
        boolean synthetic = false;
        for (Map.Entry<String, Located.Tree> document : documents.entrySet()) {
            OutputDocument outputs = new OutputDocument(document.getValue(), problems);
            synthetic |= outputs.synthetic();
            outputs.inputs(document.getKey()).forEach(tree -> layers.add(ShapeCheck.outputs(tree, problems)));
        }
        return new TerraformLayer(layers, Optional.empty(), absent, synthetic);
    }

    private static SourceLocation place(Path file, ShownPath shown) {
        return new SourceLocation(shown.of(file), 1);
    }
}
