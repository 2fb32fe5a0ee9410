package dev.plumbline.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Terraform modules say, as a layer of inputs.
 *
 * @param documents partial input trees, the weakest first
 * @param synthetic whether any document says so of itself
 */
record TerraformLayer(List<Located.Tree> documents, boolean synthetic) {

    /** @param environment whose folder is looked for within the folder that {@code source} names */
    static TerraformLayer read(TerraformInputs source, String environment, ShownPath shown, Problems problems) {
        if (source instanceof TerraformInputs.OutputDocuments outputs) {
            Path own = outputs.folder().resolve(environment);
            return documents(Files.isDirectory(own) ? own : outputs.folder(), shown, problems);
        }
        if (source instanceof TerraformInputs.VariablesFile variables) {
            return new TerraformLayer(
                    file(variables.file(), shown, problems).stream().toList(), false);
        }
        return new TerraformLayer(List.of(), false);
    }

    private static TerraformLayer documents(Path folder, ShownPath shown, Problems problems) {
        List<Located.Tree> layers = new ArrayList<>();
        boolean synthetic = false;
        for (String module : ModuleOutput.modules()) {
            Optional<Located.Tree> document = file(folder.resolve(module + ".json"), shown, problems);
            if (document.isPresent()) {
                OutputDocument outputs = new OutputDocument(document.get(), problems);
                synthetic |= outputs.synthetic();
                layers.addAll(outputs.inputs(module));
            }
        }
        return new TerraformLayer(layers, synthetic);
    }

    private static Optional<Located.Tree> file(Path file, ShownPath shown, Problems problems) {
        if (!Files.isRegularFile(file)) {
            problems.add(
                    new SourceLocation(shown.of(file), 1),
                    "",
                    "no such file",
                    "what `terraform output -json` printed for the module "
                            + file.getFileName().toString().replaceFirst("\\..*", ""));
            return Optional.empty();
        }
        return DocumentReader.read(file, shown.of(file), problems);
    }

    /** One value at its place in the tree of inputs. */
    static Located.Tree at(List<String> keys, Located.Entry entry) {
        Located.Entry inner =
                keys.size() == 1 ? entry : new Located.Entry(entry.key(), at(keys.subList(1, keys.size()), entry));
        return new Located.Tree(entry.key(), Map.of(keys.get(0), inner));
    }
}
