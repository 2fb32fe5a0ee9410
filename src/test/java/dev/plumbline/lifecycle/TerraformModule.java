package dev.plumbline.lifecycle;

import static org.awaitility.Awaitility.await;

import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.helm.ProviderHelm;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The installation of the Terraform module: the same releases and objects, made by its providers, and a little that only it declares. */
final class TerraformModule {
    static final String HELM_PROVIDER = "terraform-provider-helm_v2.17.0_x5";
    static final String CONFIG = "/api/v1/namespaces/llm-judge/configmaps/infra-config";
    static final String STORE = "/apis/external-secrets.io/v1beta1/clustersecretstores/aws-secrets-manager";
    /** A label and a key of {@code infra-config}. */
    static final String TERRAFORM_ONLY = "TERRAFORM_ONLY";

    private static final String NAMESPACES = "/api/v1/namespaces/";
    private static final String LOAD_BALANCER_CONTROLLER = "aws-load-balancer-controller";
    private static final Duration PLENTY = Duration.ofMinutes(3);

    private final ClusterUnderTest cluster;
    private final ProjectCopy project;

    TerraformModule(ClusterUnderTest cluster, ProjectCopy project) {
        this.cluster = cluster;
        this.project = project;
    }

    /** The whole of it on an empty cluster, in the order of the module. */
    void apply(Path folder) {
        cluster.with(project, installation -> {
            Platform platform = installation.rendered().platform();
            Path kubeconfig = installation.cluster().kubeconfig();
            platform.namespaces().forEach(this::makeNamespace);
            TerraformProvider.RESOURCE.write(client(), CONFIG, withOwn(platform.infraConfig()));
            try (ProviderHelm helm = new ProviderHelm(HELM_PROVIDER, folder)) {
                // its webhook is asked about the Services of all others
                List<RenderedRelease> system = installation.rendered().releases().stream()
                        .filter(release -> release.release().kind() == Release.Kind.SYSTEM)
                        .sorted(Comparator.comparing(
                                release -> release.release().name().equals(LOAD_BALANCER_CONTROLLER)))
                        .toList();
                system.forEach(release -> helm.install(release.spec(), kubeconfig));
                awaitReady("kube-system", LOAD_BALANCER_CONTROLLER);
                awaitReady("external-secrets-system", "external-secrets");
                await().atMost(PLENTY)
                        .ignoreExceptions()
                        .untilAsserted(() ->
                                TerraformProvider.MANIFEST.write(client(), STORE, withOwn(platform.secretStore())));
                await().atMost(PLENTY).ignoreExceptions().until(this::servicesAreAccepted);
                installation.rendered().releases().stream()
                        .filter(release -> !system.contains(release))
                        .forEach(release -> helm.install(release.spec(), kubeconfig));
            }
            return null;
        });
    }

    /** The objects that no release brings, anew, by one of the providers. */
    void writes(TerraformProvider provider) {
        cluster.with(project, installation -> {
            Platform platform = installation.rendered().platform();
            for (HasMetadata object : List.of(platform.infraConfig(), platform.secretStore())) {
                client().resource(object).delete();
                await().atMost(PLENTY).until(() -> client().resource(object).get() == null);
            }
            provider.write(client(), NAMESPACES + "llm-judge", withOwn(platform.namespace()));
            provider.write(client(), CONFIG, withOwn(platform.infraConfig()));
            provider.write(client(), STORE, withOwn(platform.secretStore()));
            return null;
        });
    }

    private void makeNamespace(HasMetadata namespace) {
        TerraformProvider.RESOURCE.write(
                client(), NAMESPACES + namespace.getMetadata().getName(), withOwn(namespace));
    }

    private static HasMetadata withOwn(HasMetadata declared) {
        HasMetadata object = Serialization.clone(declared);
        Map<String, String> labels = new HashMap<>(object.getMetadata().getLabels());
        labels.put(TERRAFORM_ONLY, "yes");
        object.getMetadata().setLabels(labels);
        return object instanceof ConfigMap config
                ? new ConfigMapBuilder(config).addToData(TERRAFORM_ONLY, "yes").build()
                : object;
    }

    private boolean servicesAreAccepted() {
        client().services()
                .inNamespace("llm-judge")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("accepted")
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .dryRun()
                .create();
        return true;
    }

    private void awaitReady(String namespace, String release) {
        client().apps().deployments().inNamespace(namespace).list().getItems().stream()
                .filter(deployment ->
                        release.equals(deployment.getMetadata().getAnnotations().get("meta.helm.sh/release-name")))
                .forEach(deployment ->
                        client().resource(deployment).waitUntilReady(PLENTY.toSeconds(), TimeUnit.SECONDS));
    }

    private KubernetesClient client() {
        return cluster.client();
    }
}
