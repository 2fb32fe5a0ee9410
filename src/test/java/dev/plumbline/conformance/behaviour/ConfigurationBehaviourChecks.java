package dev.plumbline.conformance.behaviour;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.Eventually;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.observe.Observed;
import dev.plumbline.readiness.LiveView;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

@Conformance("Behaviour: configuration")
class ConfigurationBehaviourChecks {
    /** The start of a pod whose image is there, the first probe within 2 s, the next every 5 s; threefold. */
    private static final Duration PROBED = Duration.ofSeconds(45);

    private static final String CHECKSUM = "checksum/infra-config";

    @Requirement(
            value = "BEH-003",
            says = "a changed value of infra-config, deployed, gives every service new pods that have it",
            sources = LOCAL,
            otherwise = "a wrong value is not deployed to services that somebody uses",
            disturbing = true)
    @ForPlatform
    void changedConfigurationRollsThePods(RunningPlatform platform) {
        Observed before = platform.observe();
        try (Restoration restoration = () -> platform.deploy(UnaryOperator.identity())) {
            Observed after =
                    platform.deploy(environment -> ChangedEnvironment.withApplicationId(environment, "beh0003"));
            assertThat(after.infraConfig().entries())
                    .isNotEqualTo(before.infraConfig().entries());
            for (ServiceSettings service : after.declared().services()) {
                var deployment = after.deploymentOf(service);
                assertThat(deployment.podAnnotations().get(CHECKSUM))
                        .as("%s of the pods of %s", CHECKSUM, deployment.id())
                        .isNotEqualTo(
                                before.deploymentOf(service).podAnnotations().get(CHECKSUM));
                assertEach(after.podsOf(deployment), pod -> assertThat(pod).isReady());
                assertThat(podNames(after, service))
                        .as("pods of %s, all of them new", service.name())
                        .doesNotContainAnyElementsOf(podNames(before, service));
                assertEach(after.configurationsOf(deployment), process -> assertThat(process)
                        .sees(after.declared().infraConfig()));
            }
        }
    }

    @Requirement(
            value = "BEH-004",
            says = "a pod that lacks a key of infra-config does not get ready, and it and the key are named",
            sources = LOCAL,
            otherwise = "only the stand-in services are known to refuse it",
            disturbing = true)
    @ForPlatform
    void podWithoutAKeyOfInfraConfigIsNamed(Observed observed, RunningPlatform platform) {
        ServiceSettings service = observed.declared().services().get(0);
        String missing = "RDS_HOST";
        try (LiveView view = new LiveView(platform.client());
                SparePod spare = SparePod.lackingConfig(platform.client(), observed, service, missing)) {
            new Eventually(view)
                    .holds(PROBED, "its start and its first readiness probe", now -> assertThat(spare.verdict(now))
                            .contains(spare.name(), "not ready", "Readiness probe failed", "503"));
            assertThatThrownBy(() -> assertThat(platform.configurationOf(spare.pod()))
                            .sees(observed.declared().infraConfig()))
                    .as("what is said of a process without %s", missing)
                    .hasMessageContainingAll(spare.name(), "env." + missing, "no such variable")
                    .hasMessageNotContaining("env.AWS_REGION");
        }
    }

    @Requirement(
            value = "BEH-005",
            says = "a pod that lacks a key of the credentials does not start, and it and the key are named",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster",
            disturbing = true)
    @ForEachService(readingCredentials = true)
    void podWithoutAKeyOfTheCredentialsIsNamed(ServiceSettings reader, Observed observed, RunningPlatform platform) {
        String missing = "no-such-key";
        try (LiveView view = new LiveView(platform.client());
                SparePod spare = SparePod.askingForCredential(platform.client(), observed, reader, missing)) {
            new Eventually(view).holds(PROBED, "the kubelet's first attempt", now -> assertThat(spare.verdict(now))
                    .contains(
                            spare.name(),
                            "CreateContainerConfigError",
                            missing,
                            observed.environment().secrets().secretName()));
        }
    }

    private static Set<String> podNames(Observed observed, ServiceSettings service) {
        return observed.podsOf(observed.deploymentOf(service)).stream()
                .map(pod -> pod.id().name())
                .collect(Collectors.toSet());
    }
}
