package dev.plumbline.assertions;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertEachIfAny;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.Autoscaling;
import dev.plumbline.environment.Resources;
import dev.plumbline.environment.Resources.Amounts;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.observe.ConfigEntry;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenContainer;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.UnknownState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Each assertion holds for what is right, and tells everything about what is not. */
class PlatformAssertionsTest {
    private final Observed observed = SmallPlatform.rendered();
    private final ServiceSettings front = observed.environment().services().get("front");
    private final ServiceSettings ledger = observed.environment().services().get("ledger");

    @Test
    void tellsObjectSourceAndPlaceOfTheInput() {
        assertThatThrownBy(() -> assertThat(observed.autoscalerOf(front))
                        .declaredAt("autoscaling.front")
                        .scalesBetween(new Autoscaling(2, 9, 70, Map.of())))
                .isInstanceOf(PlatformAssertionError.class)
                .hasMessage("""
                        HorizontalPodAutoscaler tiny-apps/front-door (environment tiny, rendered) does not scale between the declared bounds:
                          spec.maxReplicas
                            expected: 9   <- environments/tiny.yaml:12 (autoscaling.front.max_replicas)
                            found:    7""");
    }

    @Test
    void tellsEveryMismatchOfAnObjectAtOnce() {
        assertThatThrownBy(() ->
                        assertThat(observed.autoscalerOf(front)).scalesBetween(new Autoscaling(1, 9, 70, Map.of())))
                .hasMessageContainingAll("spec.minReplicas", "spec.maxReplicas")
                .extracting(error -> ((PlatformAssertionError) error).mismatches())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void comparesQuantitiesByValue() {
        assertThatCode(() -> assertThat(service())
                        .requests("200m", "0.25Gi")
                        .limits("0.5", "536870912")
                        .hasResources(
                                new Resources(new Amounts("0.2", "256Mi"), Optional.of(new Amounts("500m", "512Mi")))))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsWhichQuantityDiffers() {
        assertThatThrownBy(() -> assertThat(service())
                        .hasResources(new Resources(new Amounts("300m", "256Mi"), Optional.empty())))
                .hasMessageContainingAll(
                        "container service of Deployment tiny-apps/front-door",
                        "resources.requests.cpu",
                        "expected: 300m",
                        "found:    0.2",
                        "resources.limits.cpu",
                        "expected: nothing",
                        "resources.limits.memory")
                .hasMessageNotContaining("requests.memory");
    }

    @Test
    void findsAMissingAndAWrongTag() {
        assertThatThrownBy(
                        () -> assertThat(observed.namespace()).carriesTags(Map.of("Owner", "nobody", "Colour", "blue")))
                .hasMessageContainingAll(
                        "Namespace tiny-apps",
                        "metadata.labels.Owner",
                        "expected: nobody",
                        "found:    somebody",
                        "metadata.labels.Colour",
                        "found:    nothing");
    }

    @Test
    void anEmptyListOfTagsIsNoPass() {
        assertThatThrownBy(() -> assertThat(observed.namespace()).carriesTags(Map.of()))
                .hasMessageContaining("at least one tag");
    }

    @Test
    void findsKeysThatAreMissingOrExtra() {
        assertThatThrownBy(() -> assertThat(observed.infraConfig()).hasExactlyTheKeys(List.of("AWS_REGION", "NEW")))
                .hasMessageContainingAll("data.NEW", "data.RDS_HOST", "a key that nobody declared");
    }

    @Test
    void findsAValueThatIsNotItsInput() {
        assertThatThrownBy(() ->
                        assertThat(observed.infraConfig()).has(new ConfigEntry("NAMESPACE", "elsewhere", "namespace")))
                .hasMessageContainingAll(
                        "data.NAMESPACE", "expected: elsewhere   <- environments/tiny.yaml:3 (namespace)", "tiny-apps");
    }

    @Test
    void anEmptyInputIsNoPass() {
        assertThatThrownBy(() -> assertThat(observed.infraConfig()).has(new ConfigEntry("NEW", "", "namespace")))
                .hasMessageContaining("the input itself is empty");
    }

    @Test
    void findsAnotherRole() {
        assertThatThrownBy(() -> assertThat(observed.serviceAccount("tiny-apps", "front-door"))
                        .assumes("arn:aws:iam::1:role/other"))
                .hasMessageContainingAll(
                        "metadata.annotations.eks.amazonaws.com/role-arn", "arn:aws:iam::1:role/other", "role/front");
    }

    @Test
    void aRoleThatNobodyNamedIsNoPass() {
        assertThatThrownBy(() -> assertThat(observed.serviceAccount("kube-system", "metrics-server"))
                        .assumes(null))
                .hasMessageContaining("the environment names none");
    }

    @Test
    void findsAnImageFromElsewhere() {
        assertThatCode(() -> assertThat(service()).usesImageOf(List.of("registry.example/tiny")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(service()).usesImageOf(List.of("registry.example/ti", "docker.io")))
                .hasMessageContainingAll("containers[service].image", "registry.example/tiny/front-door:v2.3.4");
    }

    @Test
    void findsAServiceThatLeadsElsewhere() {
        assertThatThrownBy(() -> assertThat(observed.serviceOf(front)).selects(observed.deploymentOf(ledger)))
                .hasMessageContainingAll("Service tiny-apps/front-door", "spec.selector", "ledger-service");
        assertThatThrownBy(() -> assertThat(observed.serviceOf(front)).selectsNot(observed.deploymentOf(front)))
                .hasMessageContaining("selects pods that are not its own");
        assertThatThrownBy(() -> assertThat(observed.serviceOf(front)).servesOn(1, observed.deploymentOf(front)))
                .hasMessageContainingAll("spec.ports[0].port", "expected: 1", "found:    9000");
    }

    @Test
    void findsCredentialsThatComeFromElsewhere() {
        SeenContainer reader = observed.deploymentOf(ledger).container("service");

        assertThatThrownBy(() -> assertThat(reader).takesSecret("RDS_USERNAME", "other", "username"))
                .hasMessageContainingAll("env[RDS_USERNAME].valueFrom.secretKeyRef.name", "other", "db-login");
        assertThatThrownBy(() -> assertThat(reader).doesNotUseSecret("db-login"))
                .hasMessageContaining("uses a Secret that it does not need");
    }

    @Test
    void comparesOnlyTheDeclaredPartOfABehavior() {
        assertThatCode(() -> assertThat(observed.autoscalerOf(front))
                        .behaves(Map.of("scaleDown", Map.of("stabilizationWindowSeconds", 90))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(observed.autoscalerOf(front))
                        .behaves(Map.of("scaleUp", Map.of("stabilizationWindowSeconds", 0))))
                .hasMessageContainingAll("spec.behavior.scaleUp.stabilizationWindowSeconds", "found:    nothing");
    }

    @Test
    void nothingToCheckIsNoPass() {
        assertThatThrownBy(() -> assertEach(List.of(), one -> {})).hasMessageContaining("there is nothing to check");
        assertThatCode(() -> assertEachIfAny(List.of(), one -> {})).doesNotThrowAnyException();
    }

    @Test
    void tellsOfEveryOneThatDoesNotSatisfy() {
        assertThatThrownBy(() ->
                        assertEach(observed.declared().services(), service -> assertThat(observed.deploymentOf(service))
                                .hasReplicas(3)))
                .hasMessageContainingAll("front-door", "ledger-service");
    }

    @Test
    void whatCannotBeReadIsNeitherRightNorWrong() {
        assertThatThrownBy(() -> assertEach(List.of(1, 2), one -> {
                    throw new UnknownState("forbidden");
                }))
                .isInstanceOf(UnknownState.class);
    }

    private SeenContainer service() {
        return observed.deploymentOf(front).container("service");
    }
}
