package dev.plumbline.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.chart.ChartReference;
import dev.plumbline.environment.Environment;
import dev.plumbline.observe.SmallPlatform;
import io.fabric8.kubernetes.api.model.Namespace;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformFactoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void namespacesBearTheTags(String name) {
        Platform platform = Environments.platform(name);

        assertThat(platform.namespaces())
                .extracting(namespace -> namespace.getMetadata().getName())
                .containsExactly("llm-judge", "external-secrets-system");
        for (Namespace namespace : platform.namespaces()) {
            assertThat(namespace.getMetadata().getLabels())
                    .isEqualTo(Map.of(
                            "Project", "llm-judge",
                            "Environment", name,
                            "ManagedBy", "plumbline",
                            "Owner", "ml-platform",
                            "CostCenter", "llm-judge"));
        }
        assertThat(platform.namespace()).isEqualTo(platform.namespaces().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void ownObjectsBearTheTagsToo(String name) {
        Platform platform = Environments.platform(name);

        assertThat(platform.infraConfig().getMetadata().getLabels())
                .isEqualTo(platform.environment().tags());
        assertThat(platform.secretStore().getMetadata().getLabels())
                .isEqualTo(platform.environment().tags());
        assertThat(platform.infraConfig().getMetadata().getName()).isEqualTo("infra-config");
        assertThat(platform.infraConfig().getMetadata().getNamespace()).isEqualTo("llm-judge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void theStoreNamesTheOperatorsAccountWithItsNamespace(String name) {
        Platform platform = Environments.platform(name);

        assertThat(platform.secretStore().getApiVersion()).isEqualTo("external-secrets.io/v1beta1");
        assertThat(platform.secretStore().getKind()).isEqualTo("ClusterSecretStore");
        assertThat(platform.secretStore().getMetadata().getName()).isEqualTo("aws-secrets-manager");
        assertThat(platform.secretStore().getMetadata().getNamespace()).isNull();
        assertThat(platform.secretStore().getAdditionalProperties().get("spec"))
                .isEqualTo(Map.of(
                        "provider",
                        Map.of(
                                "aws",
                                Map.of(
                                        "service",
                                        "SecretsManager",
                                        "region",
                                        platform.environment().aws().region(),
                                        "auth",
                                        Map.of(
                                                "jwt",
                                                Map.of(
                                                        "serviceAccountRef",
                                                        Map.of(
                                                                "name",
                                                                "external-secrets",
                                                                "namespace",
                                                                "external-secrets-system")))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void servicesHaveTheNamesPortsImagesAndRolesOfTheContract(String name) {
        Platform platform = Environments.platform(name);
        Environment environment = platform.environment();

        assertThat(platform.services())
                .extracting(Service::key)
                .containsExactly("gateway", "redis", "persistence", "inference", "judge");
        assertThat(platform.services()).extracting(Service::port).containsExactly(8000, 8001, 8002, 8003, 8004);
        for (Service service : platform.services()) {
            assertThat(service.name()).isEqualTo(service.key() + "-service");
            assertThat(service.namespace()).isEqualTo("llm-judge");
            assertThat(service.image())
                    .isEqualTo(environment.images().prefix() + "/" + service.key() + "-service:v1.0.0");
            assertThat(service.roleArn()).isEqualTo(environment.iamRoleArns().get(service.key() + "_service"));
            assertThat(service.url())
                    .isEqualTo("http://%s-service.llm-judge.svc.cluster.local:%d"
                            .formatted(service.key(), service.port()));
        }
        assertThat(platform.services().stream().filter(Service::readsCredentials))
                .extracting(Service::key)
                .containsExactly("persistence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void replicasAreThoseOfTheTable(String name) {
        assertThat(Environments.platform(name).services())
                .extracting(service -> service.autoscaling().minReplicas() + "-"
                        + service.autoscaling().maxReplicas())
                .containsExactly("2-10", "2-5", "2-8", "2-20", "2-15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void systemReleasesAreTheFourChartsAtTheirVersions(String name) {
        List<Release> releases = Environments.platform(name).releases(Release.Kind.SYSTEM);

        assertThat(releases)
                .extracting(Release::key)
                .containsExactly(
                        "metrics_server", "aws_load_balancer_controller", "external_secrets", "cluster_autoscaler");
        assertThat(releases)
                .extracting(Release::namespace)
                .containsExactly("kube-system", "kube-system", "external-secrets-system", "kube-system");
        assertThat(releases)
                .extracting(Release::chart)
                .containsExactly(
                        chart("https://kubernetes-sigs.github.io/metrics-server/", "metrics-server", "3.12.0"),
                        chart("https://aws.github.io/eks-charts", "aws-load-balancer-controller", "1.7.1"),
                        chart("https://charts.external-secrets.io", "external-secrets", "0.9.11"),
                        chart("https://kubernetes.github.io/autoscaler", "cluster-autoscaler", "9.34.1"));
        assertThat(releases).allSatisfy(release -> assertThat(release.name())
                .isEqualTo(((ChartReference.Repository) release.chart()).name()));
        assertThat(releases.get(0).roleArn()).isEmpty();
        assertThat(releases.get(0).serviceAccount()).isEmpty();
        assertThat(releases.subList(1, 4))
                .extracting(Release::serviceAccount)
                .containsExactly(
                        Optional.of("aws-load-balancer-controller"),
                        Optional.of("external-secrets"),
                        Optional.of("cluster-autoscaler"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void applicationReleasesShareOneChartAndBearTheServicesNames(String name) {
        List<Release> releases = Environments.platform(name).releases(Release.Kind.APPLICATION);

        assertThat(releases)
                .extracting(Release::key)
                .containsExactly(
                        "gateway_service",
                        "redis_service",
                        "persistence_service",
                        "inference_service",
                        "judge_service");
        assertThat(releases)
                .extracting(Release::name)
                .containsExactly(
                        "gateway-service",
                        "redis-service",
                        "persistence-service",
                        "inference-service",
                        "judge-service");
        assertThat(releases).allSatisfy(release -> {
            assertThat(release.chart()).isEqualTo(new ChartReference.Local(Path.of("charts/llm-judge-service")));
            assertThat(release.namespace()).isEqualTo("llm-judge");
            assertThat(release.serviceAccount()).contains(release.name());
            assertThat(release.roleArn()).isPresent();
        });
    }

    @Test
    void onlyTheRedisReleaseMayUseTheCachesImage() {
        Platform platform = Environments.platform("dev");

        assertThat(platform.releases(Release.Kind.APPLICATION))
                .allSatisfy(release -> assertThat(release.allowedRegistries()
                                .contains(platform.environment().redisCache().imageRepository()))
                        .isEqualTo(release.name().equals("redis-service")));
    }

    @Test
    void aChartRepositoryMayBeAFolder() {
        Release metricsServer = PlatformFactory.platformOf(SmallPlatform.environment())
                .releases()
                .get(0);

        assertThat(((ChartReference.Repository) metricsServer.chart()).repository())
                .isEqualTo(Path.of("fixtures/charts").toUri());
    }

    @Test
    void aSecondPlatformNeedsNoOtherCode() {
        Platform platform = PlatformFactory.platformOf(SmallPlatform.environment());

        assertThat(platform.namespaces())
                .extracting(namespace -> namespace.getMetadata().getName())
                .containsExactly("tiny-apps", "secrets-operator");
        assertThat(platform.services()).extracting(Service::name).containsExactly("front-door", "ledger-service");
        assertThat(platform.releases())
                .extracting(Release::name)
                .containsExactly(
                        "metrics-server",
                        "aws-load-balancer-controller",
                        "external-secrets",
                        "cluster-autoscaler",
                        "front-door",
                        "ledger-service");
        assertThat(platform.infraConfig().getData())
                .containsEntry("FRONT_SERVICE_URL", "http://front-door.tiny-apps.svc.cluster.local:9000")
                .containsEntry("REDIS_CACHE_HOST", "tiny-cache.tiny-apps.svc.cluster.local")
                .doesNotContainKey("GATEWAY_SERVICE_URL");
        assertThat(ValueTree.of(platform, "ledger-service").at("cache/name")).isEqualTo("tiny-cache");
        assertThat(platform.secretStore().getMetadata().getName()).isEqualTo("tiny-store");
    }

    @Test
    void serviceNamesMayDiffer(@TempDir Path folder) {
        Platform platform =
                PlatformFactory.platformOf(Environments.devWith(folder, "service_names: {gateway: front-door}\n"));

        assertThat(platform.services().get(0).name()).isEqualTo("front-door");
        assertThat(platform.services().get(0).image()).endsWith("/front-door:v1.0.0");
        assertThat(platform.infraConfig().getData())
                .containsEntry("GATEWAY_SERVICE_URL", "http://front-door.llm-judge.svc.cluster.local:8000");
        assertThat(platform.releases(Release.Kind.APPLICATION).get(0).key()).isEqualTo("gateway_service");
    }

    @Test
    void theStoreNeedsItsOperator() {
        Environment small = SmallPlatform.environment();
        Environment without = new Environment(
                small.name(),
                small.target(),
                small.projectName(),
                small.aws(),
                small.cluster(),
                small.namespace(),
                small.tags(),
                small.images(),
                small.iamRoleArns(),
                small.secrets(),
                small.appConfig(),
                small.endpoints(),
                small.messaging(),
                small.services(),
                Map.of(),
                small.applicationChart(),
                small.redisCache(),
                small.awsEndpoints(),
                small.charts(),
                small.permissions(),
                small.driftIgnores(),
                small.safeDisturbances(),
                small.proof(),
                small.identities(),
                small.inputs(),
                small.provenance());

        assertThatThrownBy(() -> PlatformFactory.platformOf(without))
                .hasMessageContaining("environment tiny has no release of chart external-secrets");
    }

    @Test
    void withPodIdentityNoAccountIsAnnotatedAndTheStoreHasNoAuth(@TempDir Path folder) {
        Platform platform = PlatformFactory.platformOf(Environments.devWith(
                folder, "workload_identity: pod-identity\nworkload_identities: {cluster_autoscaler: irsa}\n"));

        assertThat(platform.releases())
                .filteredOn(release -> release.values().toString().contains("eks.amazonaws.com/role-arn"))
                .extracting(Release::key)
                .containsExactly("cluster_autoscaler");
        assertThat(platform.secretStore().getAdditionalProperties().toString())
                .contains("service=SecretsManager", "region=us-west-2")
                .doesNotContain("auth");
    }

    @Test
    void theAutoscalerThatCannotUsePodIdentityIsRefusedUnlessItIsYoungerOrOverridden(@TempDir Path folder) {
        String all = "workload_identity: pod-identity\n";

        assertThatThrownBy(() -> Environments.devWith(folder, all))
                .hasMessageContaining("platform.yaml:")
                .hasMessageContaining("releases.cluster_autoscaler.version")
                .hasMessageContaining("the image of chart 9.34.1 cannot use Pod Identity")
                .hasMessageContaining("workload_identities.cluster_autoscaler: irsa");
        assertThatThrownBy(() -> Environments.devWith(
                        folder, all + "releases: {cluster_autoscaler: {values: {image: {tag: v1.28.2}}}}\n"))
                .hasMessageContaining(
                        "releases.cluster_autoscaler.values.image.tag  image v1.28.2 cannot use Pod Identity");
        assertThat(Environments.devWith(
                                folder, all + "releases: {cluster_autoscaler: {values: {image: {tag: v1.28.3}}}}\n")
                        .identities()
                        .usesPodIdentity("cluster_autoscaler"))
                .isTrue();
    }

    private static ChartReference chart(String repository, String name, String version) {
        return new ChartReference.Repository(URI.create(repository), name, version);
    }
}
