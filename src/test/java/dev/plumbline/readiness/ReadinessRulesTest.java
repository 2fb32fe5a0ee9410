package dev.plumbline.readiness;

import static dev.plumbline.readiness.ReadinessAssert.isNotYet;
import static dev.plumbline.readiness.ReadinessAssert.isReady;
import static dev.plumbline.readiness.ReadinessAssert.isTerminal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The readiness rules")
class ReadinessRulesTest {
    private static final String ROLLOUT = """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: it, namespace: llm-judge, generation: 3}
            status: {observedGeneration: %d, conditions: [{type: Ready, status: '%s'}]}
            """;

    private final ReadinessRules rules = ReadinessRules.standard();

    @Test
    void refuseAKindThatTheyDoNotKnowAndSayHowToDeclareIt() {
        FakeView view = FakeView.of(ROLLOUT.formatted(3, "True"));
        ObjectRef ref = ObjectRef.of(view.objects().get(0));

        assertThatThrownBy(() -> rules.assess(ref, view))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContainingAll(
                        "Rollout",
                        "argoproj.io/v1alpha1",
                        "Rollout/llm-judge/it",
                        "ReadinessRules.with(\"argoproj.io\", \"Rollout\"");
        assertThatThrownBy(() -> rules.requireKnown(List.of(ref))).isInstanceOf(UnknownKindException.class);
    }

    @Test
    void doNotTakeAKindOfTheSameNameInAnotherGroupForTheirs() {
        ObjectRef ref = new ObjectRef("serving.knative.dev/v1", "Service", Optional.of("llm-judge"), "it");

        assertThatThrownBy(() -> rules.requireKnown(List.of(ref))).isInstanceOf(UnknownKindException.class);
    }

    @Test
    void learnAKindByItsCondition() {
        ReadinessRules learned = rules.with("argoproj.io", "Rollout", Rules.condition("Ready"));

        isReady(FakeView.of(ROLLOUT.formatted(3, "True")).assessFirst(learned));
        isNotYet(FakeView.of(ROLLOUT.formatted(3, "False")).assessFirst(learned))
                .isEqualTo("Ready=False");
        isNotYet(FakeView.of(ROLLOUT.formatted(2, "True")).assessFirst(learned)).contains("generation 3");
    }

    @ParameterizedTest
    @CsvSource({
        "v1, ConfigMap",
        "v1, Secret",
        "v1, ServiceAccount",
        "rbac.authorization.k8s.io/v1, Role",
        "rbac.authorization.k8s.io/v1, RoleBinding",
        "rbac.authorization.k8s.io/v1, ClusterRole",
        "rbac.authorization.k8s.io/v1, ClusterRoleBinding",
        "networking.k8s.io/v1, IngressClass",
        "networking.k8s.io/v1, NetworkPolicy",
        "coordination.k8s.io/v1, Lease",
        "elbv2.k8s.aws/v1beta1, IngressClassParams"
    })
    void takeTheExistenceOfSomeKindsForReadiness(String apiVersion, String kind) {
        FakeView view =
                FakeView.of("apiVersion: %s\nkind: %s\nmetadata: {name: it, namespace: n}".formatted(apiVersion, kind));

        isReady(view.assessFirst());
        isNotYet(rules.assess(ObjectRef.of(view.objects().get(0)), FakeView.of()))
                .isEqualTo("does not exist");
    }

    private static Readiness assessUnreadable(int code, String message) {
        View unreadable = new ForwardingView(FakeView.of()) {
            @Override
            public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
                throw new KubernetesClientException(
                        message, code, new StatusBuilder().withMessage(message).build());
            }
        };
        return ReadinessRules.standard()
                .assess(new ObjectRef("apps/v1", "Deployment", Optional.of("llm-judge"), "it"), unreadable);
    }

    @Test
    void sayAtOnceThatAnObjectMayNotBeRead() {
        isTerminal(assessUnreadable(403, "deployments.apps is forbidden"))
                .contains("HTTP 403", "is forbidden", "kubectl auth can-i get deployment -n llm-judge");
    }

    @Test
    void waitWhileTheServerStumbles() {
        isNotYet(assessUnreadable(503, "etcdserver: leader changed")).contains("HTTP 503", "leader changed");
        isNotYet(assessUnreadable(0, "connection refused")).contains("connection refused");
    }

    @Test
    void giveARenderedObjectTheNamespaceOfItsRelease() {
        HasMetadata deployment = FakeView.of("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: it}")
                .objects()
                .get(0);
        HasMetadata role = FakeView.of(
                        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: it}")
                .objects()
                .get(0);
        HasMetadata store = FakeView.of(
                        "apiVersion: external-secrets.io/v1beta1\nkind: ClusterSecretStore\nmetadata: {name: it}")
                .objects()
                .get(0);

        assertThat(ObjectRef.of(deployment, "kube-system")).hasToString("Deployment/kube-system/it");
        assertThat(ObjectRef.of(role, "kube-system")).hasToString("ClusterRole/it");
        assertThat(ObjectRef.of(store, "kube-system")).hasToString("ClusterSecretStore/it");
    }
}
