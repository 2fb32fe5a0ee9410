package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.PlanScope;
import dev.plumbline.junit.EphemeralOnly;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A platform that Terraform made is taken over: Helm releases of the same names, and objects, all written on the wire as its providers
 * do.
 */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptIT {
    private Path folder;
    private ClusterUnderTest cluster;
    private ProjectCopy original;
    private TerraformModule module;
    private Takeover takeover;

    /** What was seen when the module's installation was taken over. */
    private record Takeover(
            Set<String> pods,
            PlumblineProcess.Ended plan,
            PlumblineProcess.Ended destroyBefore,
            Map<String, Integer> revisions,
            PlumblineProcess.Ended deploy,
            Set<String> podsAfter,
            Map<String, Integer> revisionsAfter,
            Set<String> managers,
            PlumblineProcess.Ended second) {}

    @BeforeAll
    void takeOverWhatTheModuleMade(@TempDir Path forAllTests) throws IOException {
        folder = forAllTests;
        cluster = ClusterUnderTest.start("adopt");
        original = ProjectCopy.in(folder.resolve("original"));
        module = new TerraformModule(cluster, original);
        module.apply(Files.createDirectory(folder.resolve("provider")));
        Set<String> pods = pods();
        Map<String, Integer> revisions = cluster.revisions();
        takeover = new Takeover(
                pods,
                plumbline("plan", "--detailed-exitcode"),
                plumbline("destroy"),
                revisions,
                plumbline("deploy"),
                pods(),
                cluster.revisions(),
                managers(),
                plumbline("deploy"));
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whatTerraformMadeIsTakenOverWithoutRollingAPod() {
        assertThat(takeover.plan().code()).as(takeover.plan().output()).isEqualTo(2);
        assertThat(takeover.plan().output())
                .contains("Adopt: ConfigMap/llm-judge/infra-config, written by HashiCorp")
                .contains("Adopt: Namespace/llm-judge, written by HashiCorp")
                .contains("Adopt: ClusterSecretStore/aws-secrets-manager, written by Terraform")
                .contains("Adopt: gateway-service, written by " + TerraformModule.HELM_PROVIDER)
                .doesNotContain("Pods that roll");
        assertThat(takeover.deploy().code()).as(takeover.deploy().output()).isZero();
        assertThat(takeover.deploy().output())
                .contains("Adopted: gateway-service, written by " + TerraformModule.HELM_PROVIDER)
                .contains("Terraform must forget what was adopted:");
        for (PlumblineProcess.Ended said : List.of(takeover.plan(), takeover.deploy())) {
            assertThat(said.output().lines().map(String::strip).filter(line -> line.startsWith("terraform state rm")))
                    .containsExactlyInAnyOrder(
                            "terraform state rm 'helm_release.metrics_server'",
                            "terraform state rm 'helm_release.aws_load_balancer_controller'",
                            "terraform state rm 'helm_release.cluster_autoscaler'",
                            "terraform state rm 'helm_release.external_secrets'",
                            "terraform state rm 'helm_release.gateway_service'",
                            "terraform state rm 'helm_release.inference_service'",
                            "terraform state rm 'helm_release.judge_service'",
                            "terraform state rm 'helm_release.persistence_service'",
                            "terraform state rm 'helm_release.redis_service'",
                            "terraform state rm 'kubernetes_namespace.llm_judge'",
                            "terraform state rm 'kubernetes_namespace.external_secrets_system'",
                            "terraform state rm 'kubernetes_config_map.infra_config'",
                            "terraform state rm 'kubernetes_manifest.aws_secrets_manager'");
        }
        assertThat(takeover.podsAfter()).as("nothing rolled").containsAll(takeover.pods());
        assertThat(takeover.revisionsAfter()).isEqualTo(takeover.revisions()).hasSize(9);
        assertThat(takeover.managers()).contains("java").noneMatch(AdoptIT::isTerraforms);
        assertThat(takeover.second().output()).contains("Nothing to change; everything is ready");
    }

    @Test
    void whatTerraformHoldsIsNotDestroyed() {
        assertThat(takeover.destroyBefore().code()).isEqualTo(1);
        assertThat(takeover.destroyBefore().output())
                .contains(
                        "Terraform holds ", "nothing was touched", "./plumbline deploy -e local", "terraform destroy");
    }

    @ParameterizedTest
    @EnumSource
    void whicheverProviderWroteAnObjectOwnsNothingOfItAnyMore(TerraformProvider provider) {
        asDeployed();
        module.writes(provider);
        Set<String> pods = pods();

        PlumblineProcess.Ended plan = plumbline("plan");
        PlumblineProcess.Ended deploy = plumbline("deploy");

        assertThat(plan.output())
                .contains("Adopt: ConfigMap/llm-judge/infra-config, written by " + provider.manager)
                .contains("Adopt: Namespace/llm-judge, written by " + provider.manager)
                .contains("Adopt: ClusterSecretStore/aws-secrets-manager, written by " + provider.manager)
                .contains("terraform state rm 'kubernetes_" + provider.configMap() + ".infra_config'")
                .doesNotContain("helm_release", "Pods that roll");
        assertThat(deploy.code()).as(deploy.output()).isZero();
        assertThat(pods()).as("nothing rolled").containsAll(pods);
        assertThat(managers()).noneMatch(AdoptIT::isTerraforms);
        assertThat(applied()).as("what only Terraform declared went with it").allSatisfy(object -> assertThat(
                        object.getMetadata().getLabels())
                .containsKey("CostCenter")
                .doesNotContainKey(TerraformModule.TERRAFORM_ONLY));
        assertThat(cluster.client()
                        .configMaps()
                        .inNamespace("llm-judge")
                        .withName("infra-config")
                        .get()
                        .getData())
                .hasSize(20)
                .doesNotContainKey(TerraformModule.TERRAFORM_ONLY);
        assertThat(cluster.with(original, installation -> installation.outlook(PlanScope.everything()))
                        .isQuiet())
                .as("a second deploy has nothing to do")
                .isTrue();
        assertThat(applied())
                .as("what is declared no more goes from each of them, says the API server")
                .allSatisfy(object ->
                        assertThat(labelsWithoutOurs(object)).doesNotContainKeys("CostCenter", "Owner", "Project"));
    }

    /** What the server would leave, if the next deploy declared no labels. */
    private Map<String, String> labelsWithoutOurs(HasMetadata live) {
        HasMetadata declared = Serialization.clone(live);
        declared.getMetadata().setLabels(null);
        declared.getMetadata().setManagedFields(null);
        declared.getMetadata().setResourceVersion(null);
        Map<String, String> left = client().resource(declared)
                .dryRun()
                .fieldManager("plumbline")
                .forceConflicts()
                .serverSideApply()
                .getMetadata()
                .getLabels();
        return left == null ? Map.of() : left;
    }

    @Test
    void destroyRemovesWhatWasTakenOver() {
        asDeployed();

        PlumblineProcess.Ended destroy = plumbline("destroy");

        assertThat(destroy.code()).as(destroy.output()).isZero();
        assertThat(destroy.output())
                .contains("ConfigMap/llm-judge/infra-config removed")
                .contains("ClusterSecretStore/aws-secrets-manager removed")
                .contains("Namespace/llm-judge removed")
                .doesNotContain("plumbline did not make it");
        assertThat(cluster.releases()).isEmpty();
        assertThat(client().namespaces().withName("llm-judge").get()).isNull();
    }

    @Test
    void aChangedSelectorIsRefusedUnlessItsReleaseMayBeMadeAnew() {
        asDeployed();
        Map<String, Integer> revisions = cluster.revisions();
        ProjectCopy changed = ProjectCopy.in(folder.resolve("selector"))
                .with(
                        "charts/llm-judge-service/templates/_helpers.tpl",
                        "{{- define \"llm-judge-service.selectorLabels\" -}}\n",
                        "{{- define \"llm-judge-service.selectorLabels\" -}}\n{{- if eq .Release.Name \"judge-service\" }}\ngeneration: second\n{{- end }}\n");

        PlumblineProcess.Ended plan = PlumblineProcess.run(cluster.asPerson(changed), "plan");
        assertThat(plan.output())
                .contains("Refused unless --recreate judge-service: ")
                .contains("spec.selector.matchLabels.generation")
                .containsPattern("Pods that roll: Deployment/judge-service: judge-service-")
                .doesNotContain("Pods that roll: Deployment/gateway-service");

        PlumblineProcess.Ended refused = PlumblineProcess.run(cluster.asPerson(changed), "deploy");
        assertThat(refused.code()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("immutable; nothing was touched").contains("--recreate judge-service");
        assertThat(cluster.revisions()).isEqualTo(revisions);

        PlumblineProcess.Ended done =
                PlumblineProcess.run(cluster.asPerson(changed), "deploy", "--recreate", "judge-service");
        assertThat(done.code()).as(done.output()).isZero();
        assertThat(client().apps()
                        .deployments()
                        .inNamespace("llm-judge")
                        .withName("judge-service")
                        .get()
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsEntry("generation", "second");
        PlumblineProcess.Ended back =
                PlumblineProcess.run(cluster.asPerson(original), "deploy", "--recreate", "judge-service");
        assertThat(back.code()).as(back.output()).isZero();
    }

    private void asDeployed() {
        assertThat(cluster.deploy(original).journal().failures()).isEmpty();
    }

    private PlumblineProcess.Ended plumbline(String... arguments) {
        return PlumblineProcess.run(cluster.asPerson(original), arguments);
    }

    private static boolean isTerraforms(String manager) {
        return manager.matches("HashiCorp|Terraform|terraform-provider.*");
    }

    /** What no release brings. */
    private List<HasMetadata> applied() {
        return List.of(
                client().configMaps()
                        .inNamespace("llm-judge")
                        .withName("infra-config")
                        .get(),
                client().namespaces().withName("llm-judge").get(),
                client().genericKubernetesResources("external-secrets.io/v1beta1", "ClusterSecretStore")
                        .withName("aws-secrets-manager")
                        .get());
    }

    /** Of the namespace's objects and of what no release brings. */
    private Set<String> managers() {
        return Stream.<Stream<? extends HasMetadata>>of(
                        client().services().inNamespace("llm-judge").list().getItems().stream(),
                        client().apps().deployments().inNamespace("llm-judge").list().getItems().stream(),
                        client().apps().deployments().inNamespace("kube-system").list().getItems().stream(),
                        applied().stream())
                .flatMap(objects -> objects)
                .flatMap(object -> object.getMetadata().getManagedFields().stream())
                .map(ManagedFieldsEntry::getManager)
                .collect(Collectors.toSet());
    }

    /** By their uids: one that was replaced is another. */
    private Set<String> pods() {
        return ClusterUnderTest.NAMESPACES.stream()
                .flatMap(namespace -> client().pods().inNamespace(namespace).list().getItems().stream())
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    private KubernetesClient client() {
        return cluster.client();
    }
}
