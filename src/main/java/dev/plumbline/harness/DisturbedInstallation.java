package dev.plumbline.harness;

import dev.plumbline.environment.Environment;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.PodQuestions;
import dev.plumbline.observe.SeenConfiguration;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An installation as the checks see it that disturb it. */
record DisturbedInstallation(Workspace workspace, Installation installation) implements RunningPlatform {
    @Override
    public KubernetesClient client() {
        return installation.cluster().client();
    }

    @Override
    public Observed observe() {
        return ProjectSources.observe(workspace, installation, Questions.ofTheCluster());
    }

    @Override
    public Observed deploy(UnaryOperator<Environment> change) {
        Installation changed = installation.askingFor(change.apply(installation.environment()));
        changed.deployOrThrow();
        return ProjectSources.observe(workspace, changed, Questions.ofTheCluster());
    }

    @Override
    public Rotation rotateCredentials() {
        Environment environment = installation.environment();
        return Optional.ofNullable(environment.awsEndpoints().get("secretsmanager"))
                .map(endpoint -> new EmulatedAccount(endpoint, workspace.redactor()))
                .orElseThrow(() -> new UnsupportedOperationException(
                        "environment %s: credentials are rotated in the emulator only".formatted(environment.name())))
                .rotate(environment);
    }

    @Override
    public SeenConfiguration configurationOf(Pod pod) {
        return new PodQuestions(client(), installation.origin())
                .configurations(List.of(pod))
                .of(pod.getMetadata().getName());
    }
}
