package dev.plumbline.harness;

import dev.plumbline.cluster.RunIdentity;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentException;
import dev.plumbline.environment.EnvironmentLoader;
import dev.plumbline.environment.InputSettings;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.inputs.InputWarnings;
import dev.plumbline.inputs.InputsDocument;
import dev.plumbline.inputs.InputsException;
import dev.plumbline.inputs.InputsFile;
import dev.plumbline.inputs.MovedInput;
import dev.plumbline.inputs.OutputSource;
import dev.plumbline.inputs.Refresh;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the values of the Terraform modules come from: what a person names, else what {@code inputs refresh} kept, else the made-up ones
 * of the fixtures, which a live cluster refuses.
 */
public record ProjectInputs(Workspace workspace, Selection selection) {

    TerraformInputs source() {
        return selection
                .terraform()
                .orElseGet(() -> file().exists()
                        ? TerraformInputs.refreshed(file().path())
                        : TerraformInputs.outputs(workspace.root().resolve("fixtures/terraform-outputs")));
    }

    public InputsFile file() {
        return InputsFile.of(workspace.environments(), selection.environment());
    }

    /** Why the values in use may not be those of today; nothing if a person named where they come from. */
    List<String> warnings(Environment environment) {
        if (environment.target() == TargetKind.LOCAL || selection.terraform().isPresent()) {
            return List.of();
        }
        return file().read()
                .map(document -> InputWarnings.of(
                        document, environment.name(), environment.inputs().maxAge(), Instant.now()))
                .orElse(List.of());
    }

    /** Where the environment says that its modules are, whether or not it has all its values yet. */
    public InputSettings settings() {
        return outline().settings();
    }

    /** As whom the environment asks AWS, if it names a profile: its modules are asked as nobody else. */
    public Optional<String> profile() {
        return Optional.ofNullable(outline().provenance().values().get("aws_access.profile"));
    }

    /**
     * What a refresh brought.
     *
     * @param first whether nothing was kept before
     * @param moved inputs of the environment that changed by it; what the environment's own file says did not
     */
    public record Refreshed(InputsDocument document, boolean first, List<MovedInput> moved) {}

    /**
     * Asks the modules, and keeps what they say.
     *
     * @throws InputsException if not all of them answered, what they say makes no environment, or it takes nothing from them; then what
     *     was kept before still is
     */
    public Refreshed refresh(OutputSource modules) {
        Map<String, String> before = outline().provenance().values();
        if (TargetKind.LOCAL.name().toLowerCase(Locale.ROOT).equals(before.get("target"))) {
            throw new InputsException("environment %s is local: it takes nothing from Terraform modules"
                    .formatted(selection.environment()));
        }
        boolean first = !file().exists();
        InputsDocument document = new Refresh(modules, workspace.redactor())
                .run(RunIdentity.create().owner(), Instant.now());
        file().replace(document, this::tryOut);
        Map<String, String> after = outline().provenance().values();
        return new Refreshed(document, first, MovedInput.between(before, after));
    }

    private void tryOut(Path young) {
        try {
            EnvironmentLoader.load(workspace.environments(), selection.environment(), TerraformInputs.refreshed(young));
        } catch (EnvironmentException unusable) {
            throw new InputsException(
                    "what the modules say makes no environment; what was kept before stays as it is%n%s"
                            .formatted(unusable.getMessage()
                                    .replace(young.getFileName().toString(), nameOfFile())));
        }
    }

    private String nameOfFile() {
        return file().path().getFileName().toString();
    }

    private EnvironmentLoader.Outline outline() {
        return EnvironmentLoader.outline(
                workspace.environments(),
                selection.environment(),
                file().exists() ? TerraformInputs.refreshed(file().path()) : TerraformInputs.none());
    }
}
