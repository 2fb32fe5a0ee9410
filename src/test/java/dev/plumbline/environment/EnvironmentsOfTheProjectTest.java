package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsOfTheProjectTest {
    private static final Path FOLDER = Path.of("environments");
    private static final TerraformInputs OUTPUTS = TerraformInputs.outputs(Path.of("fixtures/terraform-outputs"));

    @Test
    void theFolderHasFourEnvironments() {
        assertThat(EnvironmentLoader.names(FOLDER)).containsExactly("dev", "local", "prod", "staging");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void everyEnvironmentHasFiveServicesAndFourReleases(String name) {
        Environment environment = EnvironmentLoader.load(FOLDER, name, OUTPUTS);

        assertThat(environment.name()).isEqualTo(name);
        assertThat(environment.services().keySet())
                .containsExactly("gateway", "redis", "persistence", "inference", "judge");
        assertThat(environment.releases().keySet())
                .containsExactly(
                        "metrics_server", "aws_load_balancer_controller", "external_secrets", "cluster_autoscaler");
        assertThat(environment.tags().keySet())
                .containsExactly("Project", "Environment", "ManagedBy", "Owner", "CostCenter");
    }
}
