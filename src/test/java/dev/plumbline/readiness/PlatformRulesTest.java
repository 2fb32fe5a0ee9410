package dev.plumbline.readiness;

import static dev.plumbline.readiness.ReadinessAssert.isNotYet;
import static dev.plumbline.readiness.ReadinessAssert.isReady;
import static dev.plumbline.readiness.ReadinessAssert.isTerminal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Objects that are not workloads")
class PlatformRulesTest {
    private static final ReadinessRules STRICT = ReadinessRules.standard(ReadinessOptions.forVerification());

    private static FakeView object(String apiVersion, String kind, String rest) {
        return FakeView.of("""
                apiVersion: %s
                kind: %s
                metadata: {name: it, namespace: llm-judge, uid: u-1, generation: 2}
                %s
                """.formatted(apiVersion, kind, rest));
    }

    private static String warning(String namespace, String reason, String message) {
        return """
                apiVersion: v1
                kind: Event
                type: Warning
                metadata: {name: e-1, namespace: %s}
                involvedObject: {name: it, uid: u-1}
                reason: %s
                message: "%s"
                """.formatted(namespace, reason, message);
    }

    @Nested
    @DisplayName("A Namespace")
    class Namespaces {
        @Test
        void isReadyWhenActive() {
            isReady(object("v1", "Namespace", "status: {phase: Active}").assessFirst());
        }

        @Test
        void saysWhyItDoesNotEnd() {
            isNotYet(object(
                                    "v1",
                                    "Namespace",
                                    "status: {phase: Terminating, conditions: [{type: NamespaceDeletionDiscoveryFailure, "
                                            + "status: 'True', message: 'metrics.k8s.io/v1beta1: stale'}]}")
                            .assessFirst())
                    .contains("Terminating", "NamespaceDeletionDiscoveryFailure", "metrics.k8s.io");
        }
    }

    @Nested
    @DisplayName("A Service")
    class Services {
        @ParameterizedTest
        @ValueSource(
                strings = {"{clusterIP: 10.0.0.1}", "{clusterIP: None}", "{type: NodePort}", "{type: ExternalName}"})
        void isReadyWhenItExists(String spec) {
            isReady(object("v1", "Service", "spec: " + spec).assessFirst());
        }

        @Test
        void ofTypeLoadBalancerNeedsAnAddress() {
            isNotYet(object("v1", "Service", "spec: {type: LoadBalancer}")
                            .and(warning("llm-judge", "FailedBuildModel", "no subnet"))
                            .assessFirst())
                    .contains("no address", "FailedBuildModel: no subnet");
            isReady(object(
                            "v1",
                            "Service",
                            "spec: {type: LoadBalancer}\nstatus: {loadBalancer: {ingress: [{hostname: a.elb}]}}")
                    .assessFirst());
        }
    }

    @Nested
    @DisplayName("An autoscaler")
    class Autoscalers {
        private static final String ABLE = "{type: AbleToScale, status: 'True'}";
        private static final String ACTIVE = "{type: ScalingActive, status: 'True'}";

        private FakeView autoscaler(String conditions, String metrics) {
            return object(
                    "autoscaling/v2",
                    "HorizontalPodAutoscaler",
                    "spec: {minReplicas: 2, scaleTargetRef: {kind: Deployment, name: it}}\nstatus: {conditions: ["
                            + conditions + "], currentMetrics: " + metrics + "}");
        }

        @Test
        void isReadyForADeployWhenItCanScaleOrWasNotLookedAt() {
            isReady(autoscaler(ABLE, "null").assessFirst());
            isReady(object("autoscaling/v2", "HorizontalPodAutoscaler", "spec: {}")
                    .assessFirst());
        }

        @Test
        void isNotReadyWhenItCannotScale() {
            isNotYet(autoscaler(
                                    "{type: AbleToScale, status: 'False', reason: FailedGetScale, message: not found}",
                                    "null")
                            .assessFirst())
                    .contains("FailedGetScale");
        }

        @Test
        void needsNumbersForAVerification() {
            String metrics = "[{type: Resource, resource: {name: cpu, current: {averageUtilization: 3}}}]";

            isReady(autoscaler(ABLE + ", " + ACTIVE, metrics).assessFirst(STRICT));
            isNotYet(autoscaler(ABLE + ", " + ACTIVE, "null").assessFirst(STRICT))
                    .isEqualTo("has no metric yet");
            isNotYet(autoscaler(
                                    ABLE
                                            + ", {type: ScalingActive, status: 'False', reason: FailedGetResourceMetric, message: missing request for cpu}",
                                    "null")
                            .assessFirst(STRICT))
                    .contains("FailedGetResourceMetric", "missing request for cpu");
            isNotYet(object("autoscaling/v2", "HorizontalPodAutoscaler", "spec: {}")
                            .assessFirst(STRICT))
                    .contains("every 15 s");
        }
    }

    @Nested
    @DisplayName("An APIService")
    class ApiServices {
        @Test
        void isReadyWhenAvailable() {
            isReady(object(
                            "apiregistration.k8s.io/v1",
                            "APIService",
                            "status: {conditions: [{type: Available, status: 'True', reason: Passed}]}")
                    .assessFirst());
        }

        @Test
        void isNotReadyWhenItsServiceDoesNotAnswer() {
            isNotYet(object(
                                    "apiregistration.k8s.io/v1",
                                    "APIService",
                                    "status: {conditions: [{type: Available, status: 'False', reason: MissingEndpoints, message: none}]}")
                            .assessFirst())
                    .contains("MissingEndpoints");
            isNotYet(object("apiregistration.k8s.io/v1", "APIService", "spec: {}")
                            .assessFirst())
                    .contains("Available");
        }
    }

    @Nested
    @DisplayName("A CRD")
    class CustomResourceDefinitions {
        private FakeView definition(String conditions) {
            return object(
                    "apiextensions.k8s.io/v1",
                    "CustomResourceDefinition",
                    "status: {conditions: [" + conditions + "]}");
        }

        @Test
        void isReadyWhenEstablishedUnderItsNames() {
            isReady(definition("{type: NamesAccepted, status: 'True'}, {type: Established, status: 'True'}")
                    .assessFirst());
            isNotYet(definition(
                                    "{type: NamesAccepted, status: 'True'}, {type: Established, status: 'False', reason: Installing}")
                            .assessFirst())
                    .contains("Installing");
            isNotYet(object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec: {}")
                    .assessFirst());
        }

        @Test
        void isTerminalWhenItsNamesAreTaken() {
            isTerminal(definition("{type: NamesAccepted, status: 'False', reason: ListKindConflict, message: in use}")
                            .assessFirst())
                    .contains("ListKindConflict", "in use");
        }
    }

    @Nested
    @DisplayName("A webhook configuration")
    class WebhookConfigurations {
        @ParameterizedTest
        @ValueSource(strings = {"ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"})
        void needsACaBundleInEveryWebhook(String kind) {
            String webhooks = """
                    webhooks:
                    - {name: a.example.com, clientConfig: {service: {name: s, namespace: n}, caBundle: Q0E=}}
                    - {name: b.example.com, clientConfig: {service: {name: s, namespace: n}, caBundle: '%s'}}
                    """;

            isReady(object("admissionregistration.k8s.io/v1", kind, webhooks.formatted("Q0E="))
                    .assessFirst());
            isNotYet(object("admissionregistration.k8s.io/v1", kind, webhooks.formatted(""))
                            .assessFirst())
                    .isEqualTo("no caBundle yet for b.example.com");
        }
    }

    @Nested
    @DisplayName("A volume claim")
    class VolumeClaims {
        @Test
        void isReadyWhenBound() {
            isReady(object("v1", "PersistentVolumeClaim", "status: {phase: Bound}")
                    .assessFirst());
            isNotYet(object("v1", "PersistentVolumeClaim", "status: {phase: Pending}")
                            .and(warning("llm-judge", "ProvisioningFailed", "no class"))
                            .assessFirst())
                    .contains("Pending", "ProvisioningFailed: no class");
            isTerminal(object("v1", "PersistentVolumeClaim", "status: {phase: Lost}")
                    .assessFirst());
        }
    }

    @Nested
    @DisplayName("A disruption budget")
    class DisruptionBudgets {
        @Test
        void isReadyWhenItsControllerHasSeenIt() {
            isReady(object("policy/v1", "PodDisruptionBudget", "status: {observedGeneration: 2}")
                    .assessFirst());
            isNotYet(object("policy/v1", "PodDisruptionBudget", "status: {observedGeneration: 1}")
                            .assessFirst())
                    .contains("generation 2");
        }
    }

    @Nested
    @DisplayName("An Ingress")
    class Ingresses {
        @Test
        void needsAnAddressOnlyForAVerification() {
            FakeView bare = object("networking.k8s.io/v1", "Ingress", "spec: {}");

            isReady(bare.assessFirst());
            isNotYet(bare.assessFirst(STRICT)).contains("no address");
            isReady(object("networking.k8s.io/v1", "Ingress", "status: {loadBalancer: {ingress: [{hostname: a.elb}]}}")
                    .assessFirst(STRICT));
        }
    }

    @Nested
    @DisplayName("A secret store")
    class SecretStores {
        @ParameterizedTest
        @ValueSource(strings = {"SecretStore", "ClusterSecretStore"})
        void isReadyWhenValid(String kind) {
            String api = "external-secrets.io/v1beta1";

            isReady(object(api, kind, "status: {conditions: [{type: Ready, status: 'True', reason: Valid}]}")
                    .assessFirst());
            isNotYet(object(api, kind, "spec: {}").assessFirst()).contains("not validated yet");
            isNotYet(object(
                                    api,
                                    kind,
                                    "status: {conditions: [{type: Ready, status: 'False', reason: InvalidProviderConfig, message: unable to create client}]}")
                            .and(warning("llm-judge", "InvalidProviderConfig", "an IAM role must be associated"))
                            .assessFirst())
                    .contains("unable to create client", "an IAM role must be associated");
        }

        @Test
        void withoutNamespaceFindsItsEventsInDefault() {
            FakeView store = FakeView.of("""
                    apiVersion: external-secrets.io/v1
                    kind: ClusterSecretStore
                    metadata: {name: it, uid: u-1}
                    """, warning("default", "ValidationFailed", "AccessDenied"));

            isNotYet(store.assessFirst()).contains("AccessDenied");
        }
    }

    @Nested
    @DisplayName("An ExternalSecret")
    class ExternalSecrets {
        private static final String SECRET = """
                apiVersion: v1
                kind: Secret
                metadata: {name: rds-credentials, namespace: llm-judge}
                data: {username: YQ==, password: %s}
                """;

        private FakeView externalSecret(String synced, String conditions) {
            return object("external-secrets.io/v1beta1", "ExternalSecret", """
                    spec:
                      target: {name: rds-credentials}
                      data: [{secretKey: username}, {secretKey: password}]
                    status: {syncedResourceVersion: %s, conditions: [%s]}
                    """.formatted(synced, conditions));
        }

        private static final String SYNCED = "{type: Ready, status: 'True', reason: SecretSynced}";

        @Test
        void isReadyWhenItsSecretHasAllKeys() {
            isReady(externalSecret("2-abc", SYNCED)
                    .and(SECRET.formatted("Yg=="))
                    .assessFirst());
        }

        @Test
        void isNotReadyWhenItWasSyncedBeforeItsLastChange() {
            isNotYet(externalSecret("1-abc", SYNCED)
                            .and(SECRET.formatted("Yg=="))
                            .assessFirst())
                    .contains("generation 2");
        }

        @Test
        void isNotReadyWithoutItsSecretOrWithAnEmptyKey() {
            isNotYet(externalSecret("2-abc", SYNCED).assessFirst()).contains("rds-credentials does not exist");
            isNotYet(externalSecret("2-abc", SYNCED).and(SECRET.formatted("''")).assessFirst())
                    .contains("[password]");
        }

        @Test
        void isNotReadyWhenItFailsAndShowsTheCauseOfTheEvents() {
            isNotYet(externalSecret(
                                    "''",
                                    "{type: Ready, status: 'False', reason: SecretSyncedError, message: could not get secret data}")
                            .and(warning("llm-judge", "UpdateFailed", "AccessDeniedException: not authorized"))
                            .assessFirst())
                    .contains("SecretSyncedError", "AccessDeniedException");
            isNotYet(object("external-secrets.io/v1", "ExternalSecret", "spec: {}")
                            .assessFirst())
                    .contains("no condition");
            isNotYet(externalSecret("2-abc", "{type: Ready, status: 'True', reason: SecretDeleted}")
                            .assessFirst())
                    .contains("SecretDeleted");
        }

        @Test
        void expectsTheKeysOfATemplateInsteadOfTheFetchedOnes() {
            FakeView templated = object("external-secrets.io/v1beta1", "ExternalSecret", """
                    spec:
                      target: {name: rds-credentials, template: {data: {url: "x"}}}
                      data: [{secretKey: fetched}]
                    status: {syncedResourceVersion: 2-a, conditions: [%s]}
                    """.formatted(SYNCED));

            isNotYet(templated.and(SECRET.formatted("Yg==")).assessFirst())
                    .contains("[url]")
                    .doesNotContain("fetched");
        }
    }
}
