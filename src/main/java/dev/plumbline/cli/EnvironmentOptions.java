package dev.plumbline.cli;

import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.PlanScope;
import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.harness.Selection;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which environment, and where what it needs comes from: the same options on every command that has one. */
final class EnvironmentOptions {
    private static final String DEFAULT = "local";

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "a file of environments/: local, dev, staging, prod (default: " + DEFAULT + ")")
    private String environment;

    @ArgGroup
    private TerraformOptions terraform;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "the cluster, for an environment that is not local; its current context is used")
    private Path kubeconfig;

    /** Two forms of the same values. */
    static final class TerraformOptions {
        @Option(
                names = "--terraform-outputs",
                paramLabel = "FOLDER",
                description =
                        "`terraform output -json` of the modules, MODULE.json or ENVIRONMENT/MODULE.json (also $$PLUMBLINE_TERRAFORM_OUTPUTS)")
        private Path outputs;

        @Option(
                names = "--var-file",
                paramLabel = "FILE",
                description = "a *.tfvars.json with the Terraform module's variable names")
        private Path variables;

        private TerraformInputs inputs() {
            return outputs != null ? TerraformInputs.outputs(outputs) : TerraformInputs.variables(variables);
        }
    }

    /** Whether the command line names one. */
    boolean isGiven() {
        return environment != null;
    }

    Selection selection() {
        return selectionOf(environment == null ? DEFAULT : environment);
    }

    /**
     * Of the environment that a saved plan belongs to.
     *
     * @throws DeployException if the command line says something else
     */
    Selection selectionOf(String planned, PlanScope scope) {
        if (environment != null && !environment.equals(planned)) {
            throw new DeployException("the plan is one of environment %s, not of %s; nothing was touched"
                    .formatted(planned, environment));
        }
        if (!scope.isEverything()) {
            throw new DeployException(
                    "a saved plan is carried out as it is: --only and --skip belong to `plan`; nothing was touched");
        }
        return selectionOf(planned);
    }

    private Selection selectionOf(String name) {
        return new Selection(name, terraformInputs(), Optional.ofNullable(kubeconfig));
    }

    private Optional<TerraformInputs> terraformInputs() {
        if (terraform != null) {
            return Optional.of(terraform.inputs());
        }
        return Optional.ofNullable(System.getenv("PLUMBLINE_TERRAFORM_OUTPUTS"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> TerraformInputs.outputs(Path.of(folder)));
    }
}
