package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees. */
class ProblemListTest {
    @TempDir
    private Path project;

    private EnvironmentsFolder folder;

    @BeforeEach
    void copy() {
        folder = EnvironmentsFolder.in(project);
    }

    @Test
    void aTypoIsShownWithItsPlaceAndWhatWasMeant() {
        folder.append("live.yaml", "autoscaling:\n  front: {max_replica: 6}\n");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> folder.load("live"))
                .withMessage("""
                        environment live has 1 problem; nothing was touched
                          environments/live.yaml:33  autoscaling.front.max_replica  unknown key; did you mean max_replicas?
                              allowed: min_replicas, max_replicas, target_cpu_percent, behavior
                        mend the lines above and run the same command again""");
    }

    @Test
    void everyProblemIsShownInOneRunAlignedAndInTheOrderOfTheFiles() {
        folder.replace("live.yaml", "profile: ghi9012", "profil: ghi9012")
                .replace("live.yaml", "target: eks", "target: esk")
                .append("live.yaml", "service_ports: {fornt: 80}\ntags: {Owner: my team}\n")
                .replace("platform.yaml", "min_replicas: 1", "min_replicas: 9");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> folder.load("live"))
                .withMessage("""
                        environment live has 5 problems; nothing was touched
                          environments/live.yaml:2       target                           "esk" does not fit; did you mean eks? allowed: local, rehearsal, eks
                          environments/live.yaml:21      appconfig_ids.profil             unknown key; did you mean profile? allowed: application, environment, profile
                          environments/live.yaml:32      service_ports.fornt              unknown service fornt; did you mean front? allowed: front, worker
                          environments/live.yaml:33      tags.Owner                       "my team" does not fit
                              allowed: a Kubernetes label value: letters, digits, '-', '_', '.', at most 63, a letter or digit first and last
                          environments/platform.yaml:13  autoscaling.worker.min_replicas  9 is more than max_replicas 3 (environments/platform.yaml:13); allowed: at most 3
                        mend the lines above and run the same command again""");
    }

    @Test
    void aSecretThatSomebodyWroteDownIsNotRepeated() {
        folder.append("live.yaml", "values:\n  front: {adminPassword: hunter2}\n");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> folder.load("live"))
                .satisfies(problem -> assertThat(problem.getMessage())
                        .contains("values.front.adminPassword")
                        .doesNotContain("hunter2"));
    }
}
