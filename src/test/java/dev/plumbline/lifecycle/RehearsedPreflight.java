package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.EphemeralOnly;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.model.AccessKey;

/** What is looked at before a deploy to EKS: green as everything is, and red for each thing that is wrong, with its fix. */
@EphemeralOnly
interface RehearsedPreflight {
    int MOST_REQUESTS = 40;
    Pattern REQUESTS = Pattern.compile("(\\d+) requests to AWS \\((\\d+) repeated\\)");

    String ROLE_WRITERS = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: role-writers}
            rules:
            - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles, roles], verbs: [get, create, patch]}
            - {apiGroups: [""], resources: [namespaces, secrets], verbs: [get, list]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: role-writers}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: role-writers}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: role-writers}
            """;

    String STAND_IN_READERS = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: stand-in-readers}
            rules:
            - {apiGroups: [""], resources: [pods/proxy], verbs: [get]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: stand-in-readers}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: stand-in-readers}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: plumbline-readers}
            """;

    Rehearsal rehearsal();

    /** Of the cluster, past all tokens. */
    KubernetesClient admin();

    TrustTrial trustTrial();

    @Test
    default void preflightFindsAllThatTheEnvironmentNamesInTheAccount() {
        PlumblineProcess.Ended looked = rehearsal().run("preflight");

        assertThat(looked.code()).as(looked.output()).isZero();
        assertThat(looked.output())
                .contains(" 0 wrong, 0 unknown", "as expected, simulated by the emulator's front")
                .contains("+ cluster llm-judge-rehearsal: ACTIVE", "+ image llm-judge/judge-service:v1.0.0: sha256:")
                .doesNotContain("cannot tell", "not looked for");
        Matcher counted = REQUESTS.matcher(looked.output());
        assertThat(counted.find()).as(looked.output()).isTrue();
        assertThat(Integer.parseInt(counted.group(1))).isBetween(30, MOST_REQUESTS);
    }

    @Test
    default void preflightShowsWhatItHadToAskAgain() {
        rehearsal().throttle(3);

        PlumblineProcess.Ended looked = rehearsal().run("preflight");

        assertThat(looked.code()).as(looked.output()).isZero();
        assertThat(looked.output()).contains("(3 repeated)");
    }

    static Stream<Damage> damages() {
        return Damage.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    default void preflightIsRedFor(Damage damage) {
        PlumblineProcess.Ended looked = damage.run().apply(rehearsal());

        assertThat(looked.code()).as(looked.output()).isEqualTo(2);
        assertThat(looked.output()).contains(damage.words()).doesNotContain("\tat ");
    }

    @Test
    default void whoMayReadWhatTheGuideNamesVerifiesAndLooksAtTheAccountButIsNoDeployer() {
        admitReaders();
        AccessKey reader = rehearsal().account().reader();

        PlumblineProcess.Ended verified = rehearsal().runAs(reader, "verify");
        PlumblineProcess.Ended account = rehearsal().runAs(reader, "preflight", "--no-cluster");
        PlumblineProcess.Ended looked = rehearsal().runAs(reader, "preflight");

        assertThat(verified.code()).as(verified.output()).isZero();
        assertThat(verified.output()).contains(" 0 failed, 0 unknown");
        assertThat(account.code()).as(account.output()).isZero();
        assertThat(account.output()).contains(" 0 wrong, 0 unknown").doesNotContain("rights in the cluster");
        assertThat(looked.code()).as(looked.output()).isEqualTo(2);
        assertThat(looked.output())
                .contains("x rights in the cluster: " + RehearsedAccount.READER + " may not ")
                .contains("create, delete, patch, update, watch deployments.apps in llm-judge")
                .contains("AmazonEKSClusterAdminPolicy");
        assertThat(looked.output().lines().filter(line -> line.startsWith("? ")))
                .as("what the guide gives a reader no right to look at is unknown, and no pass")
                .extracting(line -> line.replaceFirst(":.*", ""))
                .containsExactlyInAnyOrder("? capacity", "? owners");
    }

    /** As the guide says it, word for word; besides, the stand-in services are asked here, which real ones never are. */
    private void admitReaders() {
        apply(STAND_IN_READERS);
        String[] documents = Pattern.compile("```yaml\\n(apiVersion: rbac.*?)```", Pattern.DOTALL)
                .matcher(read(Path.of("docs/eks.md")))
                .results()
                .map(found -> found.group(1))
                .toArray(String[]::new);
        assertThat(documents).hasSize(1);
        apply(documents[0]);
    }

    private void apply(String documents) {
        admin().load(new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }

    /** Who may write roles may still not write one that holds more than they do: Kubernetes says so only then. */
    @Test
    default void preflightSaysWhichRolesHoldMoreThanTheDeployer() {
        apply(ROLE_WRITERS);
        ClusterRole role = admin().rbac()
                .clusterRoles()
                .withName("external-secrets-servicebindings")
                .get();
        // a deploy would give it back what it holds
        withRules(role, List.of());
        try {
            PlumblineProcess.Ended looked =
                    rehearsal().runAs(rehearsal().account().roleWriter(), "preflight");

            assertThat(looked.code()).as(looked.output()).isEqualTo(2);
            assertThat(looked.output())
                    .contains("x roles in the cluster: " + RehearsedAccount.ROLE_WRITER
                            + " holds less than it would hand out with ClusterRole/external-secrets-servicebindings")
                    .contains("the verb escalate");
        } finally {
            withRules(role, role.getRules());
        }
    }

    private void withRules(ClusterRole role, List<PolicyRule> rules) {
        admin().rbac().clusterRoles().withName(role.getMetadata().getName()).edit(live -> new ClusterRoleBuilder(live)
                .withRules(rules)
                .build());
    }

    @Test
    default void preflightSeesForeignOwnersAndNodesWithoutRoom() {
        String budget = "judge-service";
        String node = admin().nodes().list().getItems().get(0).getMetadata().getName();
        String owner = "meta.helm.sh/release-name";
        edit(budget, owner, "somebody-elses");
        cordon(node, true);
        try {
            PlumblineProcess.Ended looked = rehearsal().run("preflight");

            assertThat(looked.code()).as(looked.output()).isEqualTo(2);
            assertThat(looked.output())
                    .contains("x owners: PodDisruptionBudget/llm-judge/judge-service belongs to Helm release"
                            + " llm-judge/somebody-elses")
                    .contains("helm uninstall somebody-elses -n llm-judge")
                    .contains("0 nodes have 0.00 CPU", "too little cpu and memory and pods");
        } finally {
            cordon(node, false);
            edit(budget, owner, "judge-service");
        }
    }

    @Test
    default void preflightOfSomebodyWithoutAnAccessEntryIsAFinding() {
        PlumblineProcess.Ended looked = rehearsal().runAs(rehearsal().account().stranger(), "preflight");

        assertThat(looked.code()).as(looked.output()).isEqualTo(2);
        assertThat(looked.output())
                .contains("x access to cluster llm-judge-rehearsal", "401", "Access to the cluster")
                .doesNotContain("\tat ");
    }

    /** A tag that is pushed again is another image under the same plan; of a service that the plan rolls, since others pull none. */
    @Test
    default void aKeptPlanIsRefusedOnceATagNamesAnotherImage(@TempDir Path folder) {
        String file = folder.resolve("plan.json").toString();
        PlumblineProcess.Ended planned = onAnotherDatabase("plan", "-o", file);
        assertThat(planned.code()).as(planned.output()).isZero();
        assertThat(planned.output())
                .contains(
                        "Image 111122223333.dkr.ecr.us-west-2.amazonaws.com/llm-judge/judge-service:v1.0.0 is sha256:");
        rehearsal().modules().pushTag("judge-service", "pushed-again");
        try {
            PlumblineProcess.Ended refused = onAnotherDatabase("deploy", file);

            assertThat(refused.code()).as(refused.output()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("is no longer true; nothing was touched")
                    .contains(
                            "moved  image: 111122223333.dkr.ecr.us-west-2.amazonaws.com/llm-judge/judge-service:v1.0.0"
                                    + " was sha256:");
        } finally {
            rehearsal().modules().pushTag("judge-service");
        }
    }

    private PlumblineProcess.Ended onAnotherDatabase(String command, String... more) {
        return rehearsal().runOn("rds.json", "llm-judge-rehearsal.", "llm-judge-rehearsal-2.", command, more);
    }

    private void edit(String budget, String annotation, String value) {
        admin().policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace("llm-judge")
                .withName(budget)
                .edit(live -> new PodDisruptionBudgetBuilder(live)
                        .editMetadata()
                        .addToAnnotations(annotation, value)
                        .endMetadata()
                        .build());
    }

    private void cordon(String node, boolean cordoned) {
        admin().nodes().withName(node).edit(live -> new NodeBuilder(live)
                .editSpec()
                .withUnschedulable(cordoned)
                .endSpec()
                .build());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Each on a real role: IAM may refuse to keep it; what it keeps is found, and what AWS then does is what was said. */
    @Test
    default void noWrongTrustGoesUnnoticed() {
        TrustTrial trial = trustTrial();

        assertThat(trial.unnoticed()).isEmpty();
        assertThat(trial.tried()).isGreaterThan(50);
    }
}
