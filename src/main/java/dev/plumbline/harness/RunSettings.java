package dev.plumbline.harness;

import dev.plumbline.environment.TerraformInputs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is said to a run that no command started: {@code mvn verify -Pdev -Dplumbline.kubeconfig=FILE}.
 *
 * @param mode what may be done to a live target
 * @param ephemeral whether a local target is a cluster of this run alone, never the one of {@code up}
 * @param aws whether the account of a live target is asked for its roles
 * @param kubeconfig the cluster of a live target
 * @param terraform where the values of the Terraform modules come from
 */
record RunSettings(
        RunMode mode, boolean ephemeral, boolean aws, Optional<Path> kubeconfig, Optional<TerraformInputs> terraform) {
    static final String NO_AWS = "plumbline.no-aws";
    static final String MODE = "plumbline.mode";
    static final String EPHEMERAL = "plumbline.ephemeral";
    static final String KUBECONFIG = "plumbline.kubeconfig";
    static final String TERRAFORM_OUTPUTS = "plumbline.terraform-outputs";
    static final String VAR_FILE = "plumbline.var-file";

    /**
     * @param settings configuration parameters and system properties, by name; blank counts as not given, as a property of Maven is
     * @throws IllegalArgumentException if one cannot be understood, or two contradict each other
     */
    static RunSettings of(Function<String, Optional<String>> settings) {
        Function<String, Optional<String>> given = name -> settings.apply(name).filter(value -> !value.isBlank());
        Optional<TerraformInputs> outputs =
                given.apply(TERRAFORM_OUTPUTS).map(Path::of).map(TerraformInputs::outputs);
        Optional<TerraformInputs> variables =
                given.apply(VAR_FILE).map(Path::of).map(TerraformInputs::variables);
        if (outputs.isPresent() && variables.isPresent()) {
            throw new IllegalArgumentException(
                    TERRAFORM_OUTPUTS + " and " + VAR_FILE + " are two forms of the same values: give one");
        }
        return new RunSettings(
                given.apply(MODE).map(RunMode::parse).orElse(RunMode.VERIFY),
                given.apply(EPHEMERAL).filter("true"::equals).isPresent(),
                given.apply(NO_AWS).filter("true"::equals).isEmpty(),
                given.apply(KUBECONFIG).map(Path::of),
                outputs.or(() -> variables));
    }

    Selection selection(String environment) {
        return new Selection(environment, terraform, kubeconfig);
    }
}
