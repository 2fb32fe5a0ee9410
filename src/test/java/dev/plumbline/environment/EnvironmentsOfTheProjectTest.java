package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code environments/} hold what the contract says. */
class EnvironmentsOfTheProjectTest {
    private static final Path FOLDER = Path.of("environments");
    private static final Path FIXTURES = Path.of("fixtures/terraform-outputs");

    static List<String> names() {
        return EnvironmentLoader.names(FOLDER);
    }

    @Test
    void theFolderHasFiveEnvironments() {
        assertThat(names()).containsExactly("dev", "local", "prod", "rehearsal", "staging");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyEnvironmentHasFiveServicesAndFourReleases(String name) {
        Environment environment = load(name);

        assertThat(environment.name()).isEqualTo(name);
        assertThat(environment.namespace()).isEqualTo("llm-judge");
        assertThat(environment.images().tag()).isEqualTo("v1.0.0");
        assertThat(environment.services().keySet())
                .containsExactly("gateway", "redis", "persistence", "inference", "judge");
        assertThat(environment.services().values())
                .allSatisfy(service -> assertThat(service.name()).isEqualTo(service.key() + "-service"));
        assertThat(environment.releases().keySet())
                .containsExactly(
                        "metrics_server", "aws_load_balancer_controller", "external_secrets", "cluster_autoscaler");
        assertThat(environment.tags().keySet())
                .containsExactly("Project", "Environment", "ManagedBy", "Owner", "CostCenter");
        assertThat(environment.iamRoleArns().keySet())
                .containsExactlyInAnyOrder(
                        "aws_load_balancer_controller",
                        "external_secrets_operator",
                        "cluster_autoscaler",
                        "gateway_service",
                        "redis_service",
                        "persistence_service",
                        "inference_service",
                        "judge_service");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway,     8000, 2, 10, 200m, 500m,  256Mi, 512Mi",
        "redis,       8001, 2, 5,  200m, 500m,  256Mi, 512Mi",
        "persistence, 8002, 2, 8,  200m, 500m,  256Mi, 512Mi",
        "inference,   8003, 2, 20, 500m, 2000m, 1Gi,   2Gi",
        "judge,       8004, 2, 15, 500m, 2000m, 1Gi,   2Gi"
    })
    void theServiceTableIsTheContracts(
            String key, int port, int min, int max, String cpu, String cpuLimit, String memory, String memoryLimit) {
        for (String name : List.of("dev", "staging", "prod")) {
            ServiceSettings service = load(name).services().get(key);

            assertThat(service.port()).isEqualTo(port);
            assertThat(service.autoscaling()).isEqualTo(new Autoscaling(min, max, 70, Map.of()));
            assertThat(service.resources())
                    .isEqualTo(new Resources(
                            new Resources.Amounts(cpu, memory),
                            Optional.of(new Resources.Amounts(cpuLimit, memoryLimit))));
        }
        ServiceSettings local = load("local").services().get(key);
        assertThat(local.port()).isEqualTo(port);
        assertThat(local.autoscaling().minReplicas()).isEqualTo(min);
        assertThat(local.autoscaling().maxReplicas()).isEqualTo(max);
        assertThat(local.resources().requests().memory()).isEqualTo(memory);
        assertThat(local.resources().limits()).contains(new Resources.Amounts(cpuLimit, memoryLimit));
    }

    @ParameterizedTest
    @CsvSource({
        "metrics_server, metrics-server, kube-system, 3.12.0, ,",
        "aws_load_balancer_controller, aws-load-balancer-controller, kube-system, 1.7.1, aws_load_balancer_controller,"
                + " aws-load-balancer-controller",
        "external_secrets, external-secrets, external-secrets-system, 0.9.11, external_secrets_operator, external-secrets",
        "cluster_autoscaler, cluster-autoscaler, kube-system, 9.34.1, cluster_autoscaler, cluster-autoscaler"
    })
    void theReleaseTableIsTheContracts(
            String key, String chart, String namespace, String version, String roleKey, String account) {
        for (String name : names()) {
            ReleaseSettings release = load(name).releases().get(key);

            assertThat(release.name()).isEqualTo(chart);
            assertThat(release.chart()).isEqualTo(chart);
            assertThat(release.namespace()).isEqualTo(namespace);
            assertThat(release.version()).isEqualTo(version);
            assertThat(release.roleKey()).isEqualTo(Optional.ofNullable(roleKey));
            assertThat(release.serviceAccount()).isEqualTo(Optional.ofNullable(account));
            assertThat(release.allowedRegistries()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void aLiveEnvironmentTakesOnlyRealCharts(String name) {
        Environment environment = load(name);

        assertThat(environment.target()).isEqualTo(TargetKind.EKS);
        assertThat(environment.charts()).isEqualTo(ChartPolicy.UPSTREAM);
        assertThat(environment.awsEndpoints()).isEmpty();
    }

    @Test
    void liveEnvironmentsShareNeitherAccountNorCluster() {
        List<Environment> live = Stream.of("dev", "staging", "prod")
                .map(EnvironmentsOfTheProjectTest::load)
                .toList();

        assertThat(live)
                .extracting(environment -> environment.aws().accountId())
                .doesNotHaveDuplicates();
        assertThat(live)
                .extracting(environment -> environment.cluster().endpoint())
                .doesNotHaveDuplicates();
    }

    @Test
    void whatWasMadeUpSaysSo() {
        assertThat(load("dev").provenance().synthetic()).isTrue();
        assertThat(load("local").provenance().synthetic()).isFalse();
    }

    @Test
    void localImagesComeFromHereAlone() {
        Environment local = load("local");

        assertThat(local.images().prefix()).isEqualTo("plumbline.local/llm-judge");
        assertThat(local.redisCache().imageRepository()).isEqualTo("plumbline.local/redis");
        assertThat(local.releases().values()).allSatisfy(release -> {
            assertThat(release.allowedRegistries()).containsExactly("plumbline.local");
            assertThat(release.values().get("image").toString())
                    .contains("repository=plumbline.local/" + release.chart() + ",", "pullPolicy=IfNotPresent");
        });
        Map<String, Object> operator = local.releases().get("external_secrets").values();
        assertThat(operator.get("webhook")).isEqualTo(Map.of("image", operator.get("image")));
        assertThat(operator.get("certController")).isEqualTo(Map.of("image", operator.get("image")));
    }

    @Test
    void localPodsLeaveRoomForTheControlPlaneOnTwoCores() {
        BigDecimal requested = load("local").services().values().stream()
                .map(service -> Quantity.of(service.resources().requests().cpu())
                        .multiply(BigDecimal.valueOf(service.autoscaling().minReplicas())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(requested).isLessThanOrEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void crdsOfExternalSecretsSurviveTheirRelease() {
        for (String name : names()) {
            assertThat(load(name).releases().get("external_secrets").values())
                    .containsEntry("installCRDs", true)
                    .containsEntry("crds", Map.of("annotations", Map.of("helm.sh/resource-policy", "keep")));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyValueKnowsWhereItWasWritten(String name) throws IOException {
        for (SourceLocation location : load(name).provenance().locations().values()) {
            try (Stream<String> lines = Files.lines(Path.of(location.file()))) {
                assertThat(lines.count()).isGreaterThanOrEqualTo(location.line());
            }
        }
        assertThat(load(name).provenance().of("releases.metrics_server.version"))
                .map(SourceLocation::file)
                .contains("environments/platform.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void everyModuleHasASetOfOutputsThatSaysItIsSynthetic(String name) {
        for (String module : ModuleOutput.modules()) {
            Problems problems = new Problems();
            Path file = FIXTURES.resolve(name).resolve(module + ".json");
            Located.Tree document =
                    DocumentReader.read(file, file.toString(), problems).orElseThrow();

            assertThat(new OutputDocument(document, problems).synthetic())
                    .as(file.toString())
                    .isTrue();
            assertThat(new OutputDocument(document, problems).inputs(module))
                    .as(file.toString())
                    .hasSameSizeAs(ModuleOutput.of(module));
        }
    }

    private static Environment load(String name) {
        return EnvironmentLoader.load(FOLDER, name, TerraformInputs.outputs(FIXTURES));
    }
}
