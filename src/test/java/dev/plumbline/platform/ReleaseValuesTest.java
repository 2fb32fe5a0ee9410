package dev.plumbline.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each chart is told: its keys are the charts' own, which accept a wrong one in silence. */
class ReleaseValuesTest {
    private static final String ROLE = "eks.amazonaws.com/role-arn";

    @ParameterizedTest
    @CsvSource({
        "aws-load-balancer-controller, serviceAccount, aws_load_balancer_controller",
        "external-secrets, serviceAccount, external_secrets_operator",
        "cluster-autoscaler, rbac/serviceAccount, cluster_autoscaler",
        "gateway-service, serviceAccount, gateway_service",
        "judge-service, serviceAccount, judge_service"
    })
    void rolesStandWhereEachChartLooks(String release, String account, String role) {
        Platform platform = Environments.platform("dev");

        assertThat(ValueTree.of(platform, release).at(account + "/annotations"))
                .isEqualTo(Map.of(ROLE, platform.environment().iamRoleArns().get(role)));
    }

    @Test
    void systemAccountsHaveTheNamesThatTrustPoliciesKnow() {
        Platform platform = Environments.platform("dev");

        assertThat(ValueTree.of(platform, "aws-load-balancer-controller").at("serviceAccount/name"))
                .isEqualTo("aws-load-balancer-controller");
        assertThat(ValueTree.of(platform, "external-secrets").at("serviceAccount/name"))
                .isEqualTo("external-secrets");
        assertThat(ValueTree.of(platform, "cluster-autoscaler").at("rbac/serviceAccount/name"))
                .isEqualTo("cluster-autoscaler");
        assertThat(ValueTree.of(platform, "cluster-autoscaler").at("serviceAccount"))
                .isNull();
    }

    @Test
    void metricsServerIsToldReplicasAndRequestsOnly() {
        assertThat(ValueTree.of(Environments.platform("dev"), "metrics-server").values())
                .isEqualTo(Map.of(
                        "replicas", 2, "resources", Map.of("requests", Map.of("cpu", "100m", "memory", "128Mi"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void controllersAreToldClusterRegionAndNetwork(String name) {
        Platform platform = Environments.platform(name);
        Environment environment = platform.environment();
        ValueTree balancer = ValueTree.of(platform, "aws-load-balancer-controller");
        ValueTree autoscaler = ValueTree.of(platform, "cluster-autoscaler");

        assertThat(balancer.at("clusterName")).isEqualTo(environment.cluster().name());
        assertThat(balancer.at("region")).isEqualTo(environment.aws().region());
        assertThat(balancer.at("vpcId")).isEqualTo(environment.cluster().vpcId().orElseThrow());
        assertThat(autoscaler.at("autoDiscovery/clusterName"))
                .isEqualTo(environment.cluster().name());
        assertThat(autoscaler.at("awsRegion")).isEqualTo(environment.aws().region());
    }

    @Test
    void definitionsOfExternalSecretsAreKept() {
        assertThat(ValueTree.of(Environments.platform("prod"), "external-secrets")
                        .at("crds/annotations"))
                .isEqualTo(Map.of("helm.sh/resource-policy", "keep"));
    }

    @Test
    void onlyAnEmulatorIsNamedToTheSecretsOperator() {
        assertThat(ValueTree.of(Environments.platform("dev"), "external-secrets")
                        .at("extraEnv"))
                .isNull();

        Object variables = ValueTree.of(PlatformFactory.platformOf(Environments.started()), "external-secrets")
                .at("extraEnv");

        assertThat((List<?>) variables)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(
                        Map.of("name", "AWS_REGION", "value", "us-west-2"),
                        Map.of("name", "AWS_STS_ENDPOINT", "value", "http://172.17.0.5:5000"),
                        Map.of("name", "AWS_SECRETSMANAGER_ENDPOINT", "value", "http://172.17.0.5:5000"));
    }

    @Test
    void aServiceIsToldItsPortImageBoundsAndResources() {
        ValueTree inference = ValueTree.of(Environments.platform("dev"), "inference-service");

        assertThat(inference.at("service/port")).isEqualTo(8003);
        assertThat(inference.at("image/repository"))
                .isEqualTo("111122223333.dkr.ecr.us-west-2.amazonaws.com/llm-judge/inference-service");
        assertThat(inference.at("image/tag")).isEqualTo("v1.0.0");
        assertThat(inference.at("autoscaling"))
                .isEqualTo(Map.of("minReplicas", 2, "maxReplicas", 20, "targetCPUUtilizationPercentage", 70));
        assertThat(inference.at("resources"))
                .isEqualTo(Map.of(
                        "requests", Map.of("cpu", "500m", "memory", "1Gi"),
                        "limits", Map.of("cpu", "2000m", "memory", "2Gi")));
        assertThat(inference.at("component")).isEqualTo("inference");
        assertThat(inference.at("tags")).isEqualTo(Environments.named("dev").tags());
    }

    @Test
    void everyServiceCarriesTheChecksumAndTheKeysOfItsConfiguration() {
        Platform platform = Environments.platform("staging");
        Map<String, String> entries = platform.infraConfig().getData();

        assertThat(platform.services()).allSatisfy(service -> {
            ValueTree values = ValueTree.of(platform, service.name());
            assertThat(values.at("config/name")).isEqualTo("infra-config");
            assertThat(values.at("config/checksum")).isEqualTo(InfraConfig.checksum(entries));
            assertThat((List<?>) values.at("config/requiredKeys"))
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsExactlyInAnyOrderElementsOf(entries.keySet());
        });
    }

    @Test
    void theCacheComesWithTheRedisReleaseAlone() {
        Platform platform = Environments.platform("dev");

        assertThat(ValueTree.of(platform, "redis-service").at("cache"))
                .isEqualTo(Map.of(
                        "enabled",
                        true,
                        "name",
                        "redis-cache",
                        "port",
                        6379,
                        "image",
                        Map.of("repository", "public.ecr.aws/docker/library/redis", "tag", "7.4-alpine"),
                        "resources",
                        Map.of(
                                "requests", Map.of("cpu", "100m", "memory", "128Mi"),
                                "limits", Map.of("cpu", "500m", "memory", "256Mi"))));
        assertThat(platform.services().stream().filter(service -> !service.key().equals("redis")))
                .allSatisfy(service -> assertThat(
                                ValueTree.of(platform, service.name()).at("cache"))
                        .isNull());
    }

    @Test
    void anExternalCacheLeavesOutTheOneInTheCluster(@TempDir Path folder) {
        Platform platform = PlatformFactory.platformOf(Environments.devWith(
                folder, "infrastructure_endpoints: {redis: {host: cache.example.com, port: 6379}}\n"));

        assertThat(ValueTree.of(platform, "redis-service").at("cache")).isNull();
    }

    @Test
    void onlyConsumersGetTheCredentials() {
        Platform platform = Environments.platform("dev");
        ValueTree persistence = ValueTree.of(platform, "persistence-service");

        assertThat(persistence.at("secretEnv"))
                .isEqualTo(List.of(
                        Map.of("name", "RDS_USERNAME", "secretName", "rds-credentials", "secretKey", "username"),
                        Map.of("name", "RDS_PASSWORD", "secretName", "rds-credentials", "secretKey", "password")));
        assertThat(persistence.at("externalSecret/enabled")).isEqualTo(true);
        assertThat(persistence.at("externalSecret/name")).isEqualTo("rds-credentials");
        assertThat(persistence.at("externalSecret/secretStoreRef"))
                .isEqualTo(Map.of("name", "aws-secrets-manager", "kind", "ClusterSecretStore"));
        assertThat(platform.services().stream().filter(service -> !service.key().equals("persistence")))
                .allSatisfy(service -> {
                    assertThat(ValueTree.of(platform, service.name()).at("secretEnv"))
                            .isNull();
                    assertThat(ValueTree.of(platform, service.name()).at("externalSecret"))
                            .isNull();
                });
    }

    @Test
    void keysOfTheSecretAreFixedWhateverItsPropertiesAreCalled(@TempDir Path folder) {
        Platform platform = PlatformFactory.platformOf(
                Environments.devWith(folder, "secrets_config: {username_property: user, password_property: pass}\n"));
        String secret = platform.environment().secrets().rdsSecretId();

        assertThat(ValueTree.of(platform, "persistence-service").at("externalSecret/data"))
                .isEqualTo(List.of(
                        Map.of("secretKey", "username", "remoteRef", Map.of("key", secret, "property", "user")),
                        Map.of("secretKey", "password", "remoteRef", Map.of("key", secret, "property", "pass"))));
    }

    @Test
    void ofTwoConsumersOnlyTheFirstOwnsTheExternalSecret(@TempDir Path folder) {
        Platform platform = PlatformFactory.platformOf(
                Environments.devWith(folder, "secrets_config: {consumers: [judge, persistence]}\n"));

        assertThat(ValueTree.of(platform, "judge-service").at("externalSecret/enabled"))
                .isEqualTo(true);
        assertThat(ValueTree.of(platform, "persistence-service").at("externalSecret"))
                .isNull();
        assertThat(ValueTree.of(platform, "persistence-service").at("secretEnv"))
                .isNotNull();
    }

    @Test
    void valuesOfTheEnvironmentWin(@TempDir Path folder) {
        Platform platform = PlatformFactory.platformOf(Environments.devWith(folder, """
                releases:
                  cluster_autoscaler:
                    values:
                      awsRegion: eu-west-1
                      rbac: {serviceAccount: {annotations: {team: platform}}}
                      extraArgs: {v: 2}
                chart:
                  values: {logLevel: info, image: {pullPolicy: Always}}
                values:
                  gateway: {logLevel: debug, service: {port: 9000}}
                """));
        ValueTree autoscaler = ValueTree.of(platform, "cluster-autoscaler");

        assertThat(autoscaler.at("awsRegion")).isEqualTo("eu-west-1");
        assertThat(autoscaler.at("extraArgs")).isEqualTo(Map.of("v", 2));
        assertThat((Map<?, ?>) autoscaler.at("rbac/serviceAccount/annotations"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                .containsEntry("team", "platform")
                .containsKey(ROLE);
        assertThat(ValueTree.of(platform, "gateway-service").at("logLevel")).isEqualTo("debug");
        assertThat(ValueTree.of(platform, "gateway-service").at("service/port")).isEqualTo(9000);
        assertThat(ValueTree.of(platform, "gateway-service").at("image/pullPolicy"))
                .isEqualTo("Always");
        assertThat(ValueTree.of(platform, "judge-service").at("logLevel")).isEqualTo("info");
    }

    @Test
    void anEnvironmentMayTakeADefaultOfTheChartAway(@TempDir Path folder) {
        Platform platform = PlatformFactory.platformOf(
                Environments.devWith(folder, "releases: {metrics_server: {values: {resources: null}}}\n"));

        assertThat(ValueTree.of(platform, "metrics-server").values())
                .containsEntry("resources", null)
                .containsEntry("replicas", 2);
    }

    @Test
    void probesBehaviourAndSecurityContextAreThoseOfTheService(@TempDir Path folder) {
        Platform platform = PlatformFactory.platformOf(Environments.devWith(folder, """
                probes: {judge: {liveness: /alive, readiness: /able}}
                security_context: {judge: {readOnlyRootFilesystem: false}}
                autoscaling: {judge: {behavior: {scaleDown: {stabilizationWindowSeconds: 60}}}}
                """));
        ValueTree judge = ValueTree.of(platform, "judge-service");
        ValueTree gateway = ValueTree.of(platform, "gateway-service");

        assertThat(judge.at("probes/liveness/path")).isEqualTo("/alive");
        assertThat(judge.at("probes/startup/path")).isEqualTo("/alive");
        assertThat(judge.at("probes/readiness/path")).isEqualTo("/able");
        assertThat(judge.at("securityContext")).isEqualTo(Map.of("readOnlyRootFilesystem", false));
        assertThat(judge.at("autoscaling/behavior"))
                .isEqualTo(Map.of("scaleDown", Map.of("stabilizationWindowSeconds", 60)));
        assertThat(gateway.at("probes/liveness/path")).isEqualTo("/healthz");
        assertThat(gateway.at("probes/readiness/path")).isEqualTo("/readyz");
        assertThat(gateway.at("securityContext")).isNull();
        assertThat(gateway.at("autoscaling/behavior")).isNull();
    }
}
