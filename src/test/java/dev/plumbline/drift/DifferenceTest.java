package dev.plumbline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.DriftIgnore;
import dev.plumbline.readiness.ObjectRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One object as it was sent, as it was read, and as an apply would make it. */
class DifferenceTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: front, namespace: shop, labels: {app: front}}
            spec:
              template:
                spec:
                  containers:
                  - name: service
                    image: shop/front:1
                    env: [{name: MODE, value: fast}]
                    ports: [{containerPort: 8000}]
            """;

    /** What the server made of it: defaults, and our manager as the owner of all. */
    private static final String OURS = """
            - manager: java
              operation: Update
              time: "2026-01-01T00:00:00Z"
              fieldsV1:
                f:metadata: {f:labels: {".": {}, f:app: {}}}
                f:spec:
                  f:replicas: {}
                  f:template:
                    f:spec:
                      f:containers:
                        k:{"name":"service"}:
                          ".": {}
                          f:name: {}
                          f:image: {}
                          f:imagePullPolicy: {}
                          f:env: {".": {}, 'k:{"name":"MODE"}': {".": {}, f:name: {}, f:value: {}}}
                          f:ports: {".": {}, 'k:{"containerPort":8000,"protocol":"TCP"}': {".": {}, f:containerPort: {}, f:protocol: {}}}
            """;

    private static final String LIVE_CONTAINER = """
                  - name: service
                    image: shop/front:1
                    imagePullPolicy: IfNotPresent
                    env: [{name: MODE, value: fast}]
                    ports: [{containerPort: 8000, protocol: TCP}]
            """;

    @Test
    void defaultsOfTheServerAreNoDrift() {
        Map<String, Object> live = live("{app: front}", LIVE_CONTAINER, OURS);

        assertThat(difference(live).mustAsk()).isFalse();
        assertThat(difference(live).additions()).isEmpty();
    }

    @Test
    void aChangedFieldIsNamedWithBothValuesAndItsOwner() {
        Map<String, Object> live = live(
                "{app: front}",
                LIVE_CONTAINER.replace("front:1", "front:hacked"),
                OURS.replace("f:image: {}", "") + """
                        - manager: kubectl-set
                          operation: Update
                          time: "2026-02-02T10:00:00Z"
                          fieldsV1: {f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"service"}': {f:image: {}}}}}}}
                        """);

        assertThat(difference(live).mustAsk()).isTrue();
        assertThat(difference(live).changes(live("{app: front}", LIVE_CONTAINER, OURS)))
                .extracting(DriftFinding::toString)
                .containsExactly(
                        "spec.template.spec.containers[service].image: declared shop/front:1, live shop/front:hacked;"
                                + " by kubectl-set (Update, 2026-02-02T10:00:00Z)");
    }

    @Test
    void aFieldThatWasTakenAwayHasNoOwner() {
        Map<String, Object> live =
                live("{app: front}", LIVE_CONTAINER.replace("[{name: MODE, value: fast}]", "[]"), OURS);

        assertThat(difference(live).mustAsk()).isTrue();
        assertThat(difference(live).changes(live("{app: front}", LIVE_CONTAINER, OURS)))
                .extracting(DriftFinding::toString)
                .containsExactly(
                        "spec.template.spec.containers[service].env[MODE].name: declared MODE, live (none); by unknown: a removal leaves no owner",
                        "spec.template.spec.containers[service].env[MODE].value: declared fast, live (none); by unknown: a removal leaves no owner");
    }

    @Test
    void whatOthersAddedIsFoundThoughAnApplyWouldChangeNothing() {
        Map<String, Object> live = live(
                "{app: front, team: b}",
                LIVE_CONTAINER.replace("fast}]", "fast}, {name: DEBUG, value: \"1\"}]")
                        + "      - {name: sidecar, image: evil/proxy:3, env: [{name: X, value: y}]}\n",
                OURS + """
                - manager: kubectl-patch
                  operation: Update
                  time: "2026-02-02T10:00:00Z"
                  fieldsV1:
                    f:metadata: {f:labels: {f:team: {}}}
                    f:spec:
                      f:template:
                        f:spec:
                          f:containers:
                            k:{"name":"service"}: {f:env: {'k:{"name":"DEBUG"}': {".": {}, f:name: {}, f:value: {}}}}
                            k:{"name":"sidecar"}: {".": {}, f:name: {}, f:image: {}, f:env: {".": {}, 'k:{"name":"X"}': {".": {}, f:name: {}, f:value: {}}}}
                """);

        assertThat(difference(live).mustAsk()).isFalse();
        assertThat(difference(live).additions())
                .extracting(addition -> addition.finding().toString())
                .containsExactly(
                        "metadata.labels.team: not declared, live b; by kubectl-patch (Update, 2026-02-02T10:00:00Z)",
                        "spec.template.spec.containers[service].env[DEBUG]: not declared, live {name: DEBUG, value}; by kubectl-patch (Update, 2026-02-02T10:00:00Z)",
                        "spec.template.spec.containers[sidecar]: not declared, live {name: sidecar, image: evil/proxy:3, env}; by kubectl-patch (Update, 2026-02-02T10:00:00Z)");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [{verbs: [get]}]     | rules: [{verbs: [get]}, {verbs: ['*']}]",
                "rules: [{verbs: [get]}]     | rules: [{verbs: [get, delete]}]",
                "rules: [{verbs: [get]}]     | rules: [{verbs: [get], resourceNames: [x]}]",
                "rules: {}                   | rules: {disk: ssd}",
                "rules: {disk: ssd}          | rules: {disk: ssd, zone: a}"
            })
    void whatOthersAddedToAFieldThatHasOneOwnerIsForTheServerToSay(String declared, String live) {
        String role = """
                kind: ClusterRole
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: reader%s}
                %s
                """;
        String edited = ", managedFields: [{manager: kubectl-edit, operation: Update, fieldsV1: {f:rules: {}}}]";
        DeclaredObject sent = declared(role.formatted("", declared));

        Difference difference = new Difference(sent, tree(role.formatted(edited, live)), false);

        assertThat(difference.mustAsk()).isTrue();
        assertThat(difference.changes(tree(role.formatted("", declared))))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.toString())
                        .startsWith("rules")
                        .contains(": not declared, live ")
                        .contains("; by kubectl-edit (Update"));
        assertThat(new Difference(sent, tree(role.formatted(edited, declared)), false).mustAsk())
                .as("somebody wrote what is declared")
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing is missing              | f:data: {'.': {}, f:A: {}}               | {A: one}         | true",
                "somebody else has the same      |                                          | {A: one}         | true",
                "others added a key              | f:data: {'.': {}, f:A: {}}               | {A: one, B: x}   | true",
                "a value is another              | f:data: {'.': {}, f:A: {}}               | {A: two}         | false",
                "an earlier apply added a key    | f:data: {'.': {}, f:A: {}, f:B: {}}      | {A: one, B: x}   | false",
                "others hold that key too        | f:data: {f:A: {}, f:B: {}}}}, {manager: plumbline-run, operation: Apply, apiVersion: v1, fieldsV1: {f:data: {f:B: {}} | {A: one, B: x} | true",
                "an earlier apply added a map    | f:data: {f:A: {}}, f:binaryData: {}      | {A: one}         | false",
                "an apply wrote a larger whole   | f:data: {}                               | {A: one, B: x}   | false"
            })
    void anObjectIsSettledIfAnApplyAddsNothingAndTakesNothingAway(
            String what, String applied, String data, boolean settled) {
        String entry = "{manager: plumbline, operation: Apply, apiVersion: %s, fieldsV1: {%s}}";
        String live = """
                {apiVersion: v1, kind: ConfigMap, data: %s, binaryData: {},
                 metadata: {name: infra-config, namespace: shop, managedFields: [%s] %s}}""";
        DeclaredObject config = declared(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: infra-config, namespace: shop}, data: {A: one}}");
        String entries = applied == null ? "" : entry.formatted("v1", applied);

        assertThat(new Difference(config, tree(live.formatted(data, entries, "")), false).isSettled())
                .isEqualTo(settled);
        assertThat(new Difference(
                                config,
                                tree(live.formatted(data, entries, ", deletionTimestamp: \"2026-01-01T00:00:00Z\"")),
                                false)
                        .isSettled())
                .as("it is being deleted")
                .isFalse();
        assertThat(new Difference(
                                config,
                                tree(live.formatted(data, entry.formatted("v1beta1", "f:data: {f:a: {}}"), "")),
                                false)
                        .isSettled())
                .as("applied in another version")
                .isFalse();
    }

    @Test
    void theRulesOfAnAggregatedRoleAreThoseOfItsController() {
        DeclaredObject role = declared("""
                kind: ClusterRole
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: all}
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: "yes"}}]}
                """);
        String live = """
                kind: ClusterRole
                apiVersion: rbac.authorization.k8s.io/v1
                metadata:
                  name: all
                  managedFields: [{manager: clusterrole-aggregation-controller, operation: Apply, fieldsV1: {f:rules: {}}}]
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: "yes"}}]}
                rules: [%s]
                """;
        Difference difference = new Difference(role, tree(live.formatted("{verbs: [get]}")), false);

        assertThat(difference.additions()).isEmpty();
        assertThat(difference.changes(tree(live.formatted("")))).isEmpty();
    }

    @Test
    void whatTheServerAddsInsideAListThatIsOursIsNotAskedAbout() {
        String secret = """
                kind: ExternalSecret
                apiVersion: external-secrets.io/v1beta1
                metadata: {name: keys%s}
                spec: {data: [%s]}
                """;
        String ours = ", managedFields: [{manager: java, operation: Update, fieldsV1: {f:spec: {f:data: {}}}}]";

        assertThat(new Difference(
                                declared(secret.formatted("", "{secretKey: a}")),
                                tree(secret.formatted(ours, "{secretKey: a, decodingStrategy: None}")),
                                false)
                        .mustAsk())
                .isFalse();
    }

    @Test
    void additionsAreTakenAwayWhereverTheyStand() {
        Map<String, Object> live =
                live("{app: front}", "      - {name: first, image: evil}\n" + LIVE_CONTAINER, OURS + """
                - manager: kubectl-patch
                  operation: Update
                  fieldsV1: {f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"first"}': {".": {}, f:name: {}}}}}}}
                """);

        Map<String, Object> repaired =
                Trees.without(live, difference(live).additions().get(0).way(), tree(DEPLOYMENT));

        assertThat(repaired).isEqualTo(live("{app: front}", LIVE_CONTAINER, OURS + """
                - manager: kubectl-patch
                  operation: Update
                  fieldsV1: {f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"first"}': {".": {}, f:name: {}}}}}}}
                """));
    }

    @Test
    void whatIsEmptyWithoutAnAdditionGoesWithItUnlessItIsDeclared() {
        List<Segment> way = List.of(new Segment.Key("spec"), new Segment.Key("rule"), new Segment.Key("selectors"));
        Map<String, Object> live = tree("{spec: {rule: {selectors: [a]}, other: 1}}");

        assertThat(Trees.without(live, way, tree("{spec: {other: 1}}"))).isEqualTo(tree("{spec: {other: 1}}"));
        assertThat(Trees.without(live, way, tree("{spec: {rule: {}, other: 1}}")))
                .isEqualTo(tree("{spec: {rule: {}, other: 1}}"));
    }

    @Test
    void replicasUnderAnAutoscalerAreNoDriftWhoeverScales() {
        String scaled = OURS.replace("f:replicas: {}", "") + """
                - {manager: kube-controller-manager, operation: Update, subresource: scale, fieldsV1: {f:spec: {f:replicas: {}}}}
                - {manager: kubectl, operation: Update, subresource: scale, fieldsV1: {f:spec: {f:replicas: {}}}}
                """;
        Map<String, Object> live = live("{app: front}", LIVE_CONTAINER, scaled);

        assertThat(new Difference(declared(DEPLOYMENT), live, true).additions()).isEmpty();
        assertThat(new Difference(declared(DEPLOYMENT), live, false).additions())
                .extracting(addition -> addition.finding().field())
                .containsExactly("spec.replicas");
    }

    @Test
    void whatControllersOwnByContractIsNoDrift() {
        Map<String, Object> live = live(
                "{app: front}, finalizers: [service.k8s.aws/resources],"
                        + " annotations: {deployment.kubernetes.io/revision: \"3\", kubectl.kubernetes.io/last-applied-configuration: x}",
                LIVE_CONTAINER,
                OURS + """
                        - manager: kube-controller-manager
                          operation: Update
                          subresource: status
                          fieldsV1: {f:metadata: {f:annotations: {".": {}, f:deployment.kubernetes.io/revision: {}}}, f:status: {f:replicas: {}}}
                        - manager: controller
                          operation: Update
                          fieldsV1: {f:metadata: {f:finalizers: {".": {}, 'v:"service.k8s.aws/resources"': {}}}}
                        - manager: kubectl-client-side-apply
                          operation: Update
                          fieldsV1: {f:metadata: {f:annotations: {f:kubectl.kubernetes.io/last-applied-configuration: {}}}}
                        """);

        assertThat(difference(live).additions()).isEmpty();
    }

    @Test
    void injectedCertificatesAreNoDriftButAnotherServiceIs() {
        DeclaredObject webhook = declared("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: check}
                webhooks: [{name: a.example.com, clientConfig: {service: {name: hook, namespace: shop}}}]
                """);
        Map<String, Object> live = tree("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata:
                  name: check
                  managedFields:
                  - manager: external-secrets
                    operation: Update
                    fieldsV1: {f:webhooks: {'k:{"name":"a.example.com"}': {f:clientConfig: {f:caBundle: {}}}}}
                  - manager: kubectl-edit
                    operation: Update
                    fieldsV1: {f:webhooks: {'k:{"name":"a.example.com"}': {f:timeoutSeconds: {}}}}
                webhooks: [{name: a.example.com, timeoutSeconds: 1, clientConfig: {caBundle: Y2E=, service: {name: hook, namespace: shop}}}]
                """);

        assertThat(new Difference(webhook, live, false).additions())
                .extracting(addition -> addition.finding().field())
                .containsExactly("webhooks[a.example.com].timeoutSeconds");
    }

    @Test
    void aSecretThatIsDeclaredEmptyIsFilledByItsController() {
        String live = """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: certificate
                  managedFields: [{manager: controller, operation: Update, fieldsV1: {f:data: {".": {}, f:tls.key: {}}}}]
                data: {tls.key: c2VjcmV0}
                """;
        String empty = "{apiVersion: v1, kind: Secret, metadata: {name: certificate}}";
        String full = "{apiVersion: v1, kind: Secret, metadata: {name: certificate}, data: {a: Yg==}}";

        assertThat(new Difference(declared(empty), tree(live), false).additions())
                .isEmpty();
        assertThat(new Difference(declared(full), tree(live), false).additions())
                .extracting(addition -> addition.finding().toString())
                .containsExactly("data.tls.key: not declared, live (secret); by controller (Update)");
    }

    @Test
    void aFieldThatWeOwnTooIsNobodysAddition() {
        Map<String, Object> live = live("{app: front}", LIVE_CONTAINER, OURS + """
                - manager: someone
                  operation: Apply
                  fieldsV1: {f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"service"}': {f:imagePullPolicy: {}}}}}}}
                """);

        assertThat(difference(live).additions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "helm", "terraform-provider-helm_v2.12.1_x5"})
    void whateverCalledHelmItSendsAWholeManifestWithDefaults(String manager) {
        Map<String, Object> live =
                live("{app: front}", LIVE_CONTAINER, OURS.replace("manager: java", "manager: " + manager));

        assertThat(difference(live).mustAsk()).isFalse();
        assertThat(difference(live).additions()).isEmpty();
    }

    /** Inputs that were not deployed yet are the plan's business. */
    @Test
    void whatThisProgramWroteLastIsNoDriftOfItsOwnObjects() {
        String config = "{apiVersion: v1, kind: ConfigMap, metadata: {name: infra}, data: {A: %s}}";
        Map<String, Object> live = tree("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: infra
                  managedFields: [{manager: plumbline, operation: Apply, fieldsV1: {f:data: {f:A: {}}}}]
                data: {A: old}
                """);
        DeclaredObject own = new DeclaredObject(
                DeclaredObjects.PLATFORM, ref(tree(config.formatted("new"))), tree(config.formatted("new")));

        assertThat(new Difference(own, live, false).changes(tree(config.formatted("new"))))
                .isEmpty();
    }

    /** What is kept of a plan may be passed on: a short secret could be guessed from its digest. */
    @Test
    void aStateTellsValuesApartAndSecretsByWhoWroteThem() {
        List<Owner> early = List.of(new Owner("kubectl-edit", "Update", "", Optional.of("2026-01-01T00:00:00Z")));
        List<Owner> late = List.of(new Owner("kubectl-edit", "Update", "", Optional.of("2026-01-01T00:00:09Z")));

        assertThat(Shown.state(false, "spec.replicas", 3, early))
                .isEqualTo(Shown.state(false, "spec.replicas", 3, late))
                .isNotEqualTo(Shown.state(false, "spec.replicas", 4, early));
        for (Object secret : List.of("hunter22", Map.of("name", "DB_PASSWORD", "value", "hunter22"))) {
            Object other = secret instanceof String ? "other" : Map.of("name", "DB_PASSWORD", "value", "other");
            String path = "env[DB_PASSWORD]" + (secret instanceof String ? ".value" : "");
            assertThat(Shown.state(false, path, secret, early))
                    .isEqualTo(Shown.state(false, path, other, early))
                    .isNotEqualTo(Shown.state(false, path, secret, late));
        }
        assertThat(Shown.state(true, "data.any", "aHVudGVyMjI=", early))
                .isEqualTo(Shown.state(true, "data.any", "b3RoZXI=", early))
                .isNotEqualTo(Shown.state(true, "data.any", "b3RoZXI=", late));
    }

    @Test
    void anIgnoreCountsForItsFieldAndAllBelowUntilItsDayIsOver() {
        DriftFinding finding = new DriftFinding(
                "front",
                new ObjectRef("apps/v1", "Deployment", Optional.of("shop"), "front"),
                DriftFinding.How.ADDED,
                "spec.template.metadata.annotations.mesh/on",
                Optional.empty(),
                Optional.of("x"),
                "",
                List.of());
        DriftIgnore entry = new DriftIgnore(
                "mesh",
                "Deployment/shop/*",
                "spec.template.metadata.annotations",
                "the mesh is rolled out",
                LocalDate.parse("2026-03-31"));

        assertThat(new Ignores(List.of(entry), LocalDate.parse("2026-03-31")).accepting(finding))
                .contains(entry);
        Ignores later = new Ignores(List.of(entry), LocalDate.parse("2026-04-01"));
        assertThat(later.accepting(finding)).isEmpty();
        assertThat(later.expired()).containsExactly(entry);
        assertThat(new Ignores(
                                List.of(new DriftIgnore(
                                        "other",
                                        "Deployment/shop/back",
                                        "*",
                                        "because",
                                        LocalDate.parse("2099-01-01"))),
                                LocalDate.parse("2026-03-31"))
                        .accepting(finding))
                .isEmpty();
    }

    @Test
    void theServerIsAskedAboutEveryOtherWayToWriteAValue() {
        assertThat(Coverage.holds(
                        tree("{spec: {cpu: 1, list: [a, b], on: true}}"), tree("{spec: {cpu: 1, list: [a, b]}}")))
                .isTrue();
        assertThat(Coverage.holds(tree("{spec: {cpu: '1'}}"), tree("{spec: {cpu: 1000m}}")))
                .isFalse();
        assertThat(Coverage.holds(tree("{spec: {args: [b, a]}}"), tree("{spec: {args: [a, b]}}")))
                .isFalse();
        assertThat(Coverage.holds(tree("{spec: {args: [a]}}"), tree("{spec: {args: [a, b]}}")))
                .isFalse();
        assertThat(Coverage.holds(tree("{spec: {args: [a, b]}}"), tree("{spec: {args: [a]}}")))
                .isFalse();
        assertThat(Coverage.holds(tree("{rules: [{verbs: [a]}, {verbs: [b]}]}"), tree("{rules: [{verbs: [a]}]}")))
                .isFalse();
        assertThat(Coverage.holds(
                        tree("{c: [{name: x, image: 1}, {name: y, image: 2}]}"), tree("{c: [{name: y, image: 2}]}")))
                .isTrue();
        assertThat(Coverage.holds(tree("{spec: {}}"), tree("{spec: {none: {}, nothing: null}, status: {x: 1}}")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}, declared {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{resources: {limits: {cpu: '2'}}}         | {resources: {limits: {cpu: 2000m}}}         | true",
                "{resources: {limits: {memory: 1Gi}}}      | {resources: {limits: {memory: 1024Mi}}}     | true",
                "{resources: {limits: {memory: 1Gi}}}      | {resources: {limits: {memory: 1G}}}         | false",
                "{resources: {limits: {cpu: '2', gpu: 1}}} | {resources: {limits: {cpu: 2000m}}}         | true",
                "{resources: {limits: {cpu: '2'}}}         | {resources: {limits: {cpu: '2', gpu: 0}}}   | false",
                "{resources: {requests: {cpu: '2'}}}       | {resources: {requests: {cpu: much}}}        | false",
                "{resources: {}}                           | {resources: {limits: {cpu: 2000m}}}         | false",
                "{other: {cpu: '2'}}                       | {other: {cpu: 2000m}}                       | false",
                "{}                                        | {minReadySeconds: 0, hostNetwork: false}    | true",
                "{}                                        | {probe: {initialDelaySeconds: 0}}           | false",
                "{probe: {}}                               | {probe: {initialDelaySeconds: 0}}           | true",
                "{}                                        | {minReadySeconds: 5}                        | false",
                "{labels: {}}                              | {labels: {hostNetwork: 'false'}}            | false",
                "{hostNetwork: true}                       | {hostNetwork: false}                        | false",
                "{}                                        | {automountServiceAccountToken: false}       | false",
                "{}                                        | {replicas: 0}                               | false"
            })
    void theServerIsNotAskedHowWorkloadsWriteAmountsAndLeaveOutNothings(String live, String declared, boolean holds) {
        String workload = "{apiVersion: apps/v1, spec: %s}";
        String custom = "{apiVersion: example.com/v1, spec: %s}";

        assertThat(Coverage.holds(tree(workload.formatted(live)), tree(workload.formatted(declared))))
                .isEqualTo(holds);
        assertThat(Coverage.holds(tree(custom.formatted(live)), tree(custom.formatted(declared))))
                .isFalse();
    }

    private static Difference difference(Map<String, Object> live) {
        return new Difference(declared(DEPLOYMENT), live, false);
    }

    private static DeclaredObject declared(String yaml) {
        return new DeclaredObject("front", ref(tree(yaml)), tree(yaml));
    }

    private static ObjectRef ref(Map<String, Object> tree) {
        Map<?, ?> metadata = (Map<?, ?>) tree.get("metadata");
        return new ObjectRef(
                tree.get("apiVersion").toString(),
                tree.get("kind").toString(),
                Optional.ofNullable((String) metadata.get("namespace")),
                metadata.get("name").toString());
    }

    private static Map<String, Object> live(String labels, String containers, String managedFields) {
        return tree("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: front
                  namespace: shop
                  resourceVersion: "7"
                  labels: %s
                  managedFields:
                %s
                spec:
                  replicas: 2
                  template:
                    spec:
                      containers:
                %s
                """.formatted(
                        labels.replace("}, ", "}\n  ").replace("],", "]\n "), managedFields.indent(2), containers));
    }

    private static Map<String, Object> tree(String yaml) {
        return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    }
}
