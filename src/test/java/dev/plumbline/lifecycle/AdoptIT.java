package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.harness.Installation;
import dev.plumbline.junit.EphemeralOnly;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform that Terraform made is taken over: Helm releases of the same names, and objects whose fields belong to the managers under
 * which Terraform's providers write.
 */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptIT {
    private static final String HELM_PROVIDER = "terraform-provider-helm_v2.12.1_x5";
    private static final String CONFIG = "/api/v1/namespaces/llm-judge/configmaps/infra-config";
    private static final String NAMESPACE = "/api/v1/namespaces/llm-judge";
    private static final String STORE = "/apis/external-secrets.io/v1beta1/clustersecretstores/aws-secrets-manager";

    private Path folder;
    private ClusterUnderTest cluster;
    private ProjectCopy original;

    @BeforeAll
    void deploy(@TempDir Path forAllTests) {
        folder = forAllTests;
        cluster = ClusterUnderTest.start("adopt");
        original = ProjectCopy.in(folder.resolve("original"));
        assertThat(cluster.deploy(original).journal().failures()).isEmpty();
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whatTerraformMadeIsTakenOverWithoutRollingAPod() {
        asTerraformMadeIt();
        Set<String> pods = pods();
        Map<String, Integer> revisions = cluster.revisions();

        PlumblineProcess.Ended plan = PlumblineProcess.run(cluster.asPerson(original), "plan", "--detailed-exitcode");

        assertThat(plan.code()).as(plan.output()).isEqualTo(2);
        assertThat(plan.output())
                .contains("Adopt: ConfigMap/llm-judge/infra-config, written by HashiCorp")
                .contains("Adopt: Namespace/llm-judge, written by HashiCorp")
                .contains("Adopt: ClusterSecretStore/aws-secrets-manager, written by Terraform")
                .contains("Adopt: gateway-service, written by " + HELM_PROVIDER)
                .contains("terraform state rm 'helm_release.gateway_service'")
                .contains("terraform state rm 'helm_release.metrics_server'")
                .contains("terraform state rm 'kubernetes_config_map.infra_config'")
                .doesNotContain("Pods that roll");

        PlumblineProcess.Ended deploy = PlumblineProcess.run(cluster.asPerson(original), "deploy");

        assertThat(deploy.code()).as(deploy.output()).isZero();
        assertThat(deploy.output())
                .contains("Adopted: gateway-service, written by " + HELM_PROVIDER)
                .contains("Terraform must forget what was adopted:");
        assertThat(pods()).as("nothing rolled").isEqualTo(pods);
        assertThat(cluster.revisions()).isEqualTo(revisions);
        assertThat(client().configMaps()
                        .inNamespace("llm-judge")
                        .withName("infra-config")
                        .get()
                        .getData())
                .as("what only Terraform declared goes with it")
                .hasSize(20);
        assertThat(managers()).noneMatch(manager -> manager.matches("HashiCorp|Terraform|terraform-provider.*"));
        assertThat(cluster.with(original, Installation::drift).findings()).isEmpty();
        PlumblineProcess.Ended second = PlumblineProcess.run(cluster.asPerson(original), "deploy");
        assertThat(second.output()).contains("Nothing to change; everything is ready");
    }

    @Test
    void aChangedSelectorIsRefusedUnlessItsReleaseMayBeMadeAnew() {
        assertThat(cluster.deploy(original).journal().failures()).isEmpty();
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

    /** The same platform, its fields in the names of Terraform's providers, and a key that only Terraform knows. */
    private void asTerraformMadeIt() {
        by("HashiCorp").takes(CONFIG, "plumbline", "Update");
        by("HashiCorp").takes(NAMESPACE, "plumbline", "Update");
        by("Terraform").takes(STORE, "plumbline", "Apply");
        by("HashiCorp").patch(CONFIG, "{\"data\": {\"TERRAFORM_ONLY\": \"x\"}}");
        for (String namespace : List.of("kube-system", "external-secrets-system", "llm-judge")) {
            client().apps().deployments().inNamespace(namespace).list().getItems().stream()
                    .filter(AdoptIT::isOfARelease)
                    .forEach(each -> by(HELM_PROVIDER)
                            .takes(
                                    "/apis/apps/v1/namespaces/%s/deployments/%s"
                                            .formatted(
                                                    namespace,
                                                    each.getMetadata().getName()),
                                    "java",
                                    "Update"));
            client().services().inNamespace(namespace).list().getItems().stream()
                    .filter(AdoptIT::isOfARelease)
                    .forEach(each -> by(HELM_PROVIDER)
                            .takes(
                                    "/api/v1/namespaces/%s/services/%s"
                                            .formatted(
                                                    namespace,
                                                    each.getMetadata().getName()),
                                    "java",
                                    "Update"));
        }
    }

    private static boolean isOfARelease(HasMetadata object) {
        return object.getMetadata().getLabels() != null
                && "Helm".equals(object.getMetadata().getLabels().get("app.kubernetes.io/managed-by"));
    }

    private Set<String> managers() {
        return List.<HasMetadata>of(
                        client().configMaps()
                                .inNamespace("llm-judge")
                                .withName("infra-config")
                                .get(),
                        client().namespaces().withName("llm-judge").get(),
                        client().services()
                                .inNamespace("llm-judge")
                                .withName("gateway-service")
                                .get(),
                        client().apps()
                                .deployments()
                                .inNamespace("llm-judge")
                                .withName("gateway-service")
                                .get())
                .stream()
                .flatMap(object -> object.getMetadata().getManagedFields().stream())
                .map(entry -> entry.getManager())
                .collect(Collectors.toSet());
    }

    private Set<String> pods() {
        return ClusterUnderTest.NAMESPACES.stream()
                .flatMap(namespace -> client().pods().inNamespace(namespace).list().getItems().stream())
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SomebodyElse by(String manager) {
        return new SomebodyElse(client(), manager);
    }

    private KubernetesClient client() {
        return cluster.client();
    }
}
