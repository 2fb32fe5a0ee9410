package dev.plumbline.harness;

import dev.plumbline.environment.TerraformInputs;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person asked for.
 *
 * @param environment name of a file in {@code environments/}
 * @param terraform where the values of the Terraform modules come from; empty = the synthetic set of the fixtures, which serves
 *     rendering and is refused by a live cluster
 * @param kubeconfig the cluster; empty = the local cluster for local environments
 */
public record Selection(String environment, Optional<TerraformInputs> terraform, Optional<Path> kubeconfig) {

    public static Selection of(String environment) {
        return new Selection(environment, Optional.empty(), Optional.empty());
    }
}
