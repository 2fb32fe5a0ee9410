package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    @TempDir
    private Path project;

    private EnvironmentsFolder folder;

    @BeforeEach
    void copy() {
        folder = EnvironmentsFolder.in(project);
    }

    @Test
    void whichServicesThereAreIsUpToThePlatform() {
        Environment live = folder.load("live");

        assertThat(live.services().keySet()).containsExactly("front", "worker");
        assertThat(live.services().get("front").name()).isEqualTo("front-service");
        assertThat(live.services().get("worker").name()).isEqualTo("shop-worker");
        assertThat(live.services().get("worker").roleKey()).isEqualTo("worker_service");
        assertThat(live.services().get("worker").resources().limits()).isEmpty();
        assertThat(live.releases().keySet()).containsExactly("external_secrets");
    }

    @Test
    void mappingsAreMergedKeyByKey() {
        folder.append("live.yaml", "resources: {front: {requests: {cpu: 50m}}}\n");

        assertThat(folder.load("live").services().get("front").resources())
                .isEqualTo(new Resources(
                        new Resources.Amounts("50m", "128Mi"), Optional.of(new Resources.Amounts("500m", "256Mi"))));
    }

    @Test
    void listsAreReplaced() {
        folder.append("platform.yaml", "allowed_registries: [a.example, b.example]\n")
                .append("live.yaml", "allowed_registries: [c.example/d]\n");

        assertThat(folder.load("live").images().allowedRegistries()).containsExactly("c.example/d");
    }

    @Test
    void chartValuesKeepTheirTypes() {
        folder.append("live.yaml", """
                values:
                  front:
                    text: "1.30"
                    number: 7
                    large: 12345678901
                    fraction: 0.5
                    yes: true
                    none: null
                    list: [1, two, {three: 3}]
                    helm.sh/key: value
                """);

        Map<String, Object> values = folder.load("live").services().get("front").values();

        assertThat(values)
                .containsEntry("text", "1.30")
                .containsEntry("number", 7)
                .containsEntry("large", 12_345_678_901L)
                .containsEntry("fraction", 0.5)
                .containsEntry("yes", true)
                .containsEntry("none", null)
                .containsEntry("list", List.of(1, "two", Map.of("three", 3)))
                .containsEntry("helm.sh/key", "value");
    }

    @Test
    void theNearestKeyAboveTellsWhereAValueWasWritten() {
        Provenance provenance = folder.load("live").provenance();

        assertThat(provenance.of("autoscaling.front.max_replicas"))
                .contains(new SourceLocation("environments/platform.yaml", 12));
        assertThat(provenance.of("autoscaling.front.behavior"))
                .contains(new SourceLocation("environments/platform.yaml", 12));
        assertThat(provenance.of("iam_role_arns")).contains(new SourceLocation("environments/live.yaml", 12));
        assertThat(provenance.of("nothing.of.that.kind")).isEmpty();
    }

    @Test
    void theNamesOfProjectAndEnvironmentAreTagsAndComeFirst() {
        assertThat(folder.load("live").tags())
                .containsExactly(
                        Map.entry("Project", "shop"),
                        Map.entry("Environment", "live"),
                        Map.entry("ManagedBy", "plumbline"),
                        Map.entry("Owner", "shop-team"),
                        Map.entry("CostCenter", "4711"));
    }

    @Test
    void aHostWithAPortIsSplit() {
        Environment live = folder.load("live");

        assertThat(live.endpoints().rds()).isEqualTo(new Endpoint("shop.c1.us-west-2.rds.amazonaws.com", 5432));
        assertThat(live.endpoints().redis()).isEmpty();
    }

    @Test
    void anExternalRedisCacheNeedsNoSeparatePort() {
        folder.replace("live.yaml", "  rds:\n", "  redis: {host: cache.example:6390}\n  rds:\n");

        assertThat(folder.load("live").endpoints().redis()).contains(new Endpoint("cache.example", 6390));
    }

    @Test
    void aStartedClusterIsNamedAfterProjectAndEnvironment() {
        ClusterInputs cluster = folder.load("sandbox").cluster();

        assertThat(cluster.name()).isEqualTo("shop-sandbox");
        assertThat(cluster.endpoint()).isEmpty();
        assertThat(cluster.kubernetesVersion()).isEqualTo("1.34.4");
    }

    @Test
    void emulatorAddressesCanBeGivenWhereNothingIsLive() {
        folder.append("sandbox.yaml", "aws_endpoints: {sts: \"http://10.0.0.1:5000\"}\n");

        assertThat(folder.load("sandbox").awsEndpoints())
                .containsExactly(Map.entry("sts", URI.create("http://10.0.0.1:5000")));
    }

    @Test
    void accountsWithLeadingZerosStayAsTheyAre() {
        folder.write("sandbox.yaml", folder.read("sandbox.yaml").replace("123456789012", "000000000012"));

        assertThat(folder.load("sandbox").aws().accountId()).isEqualTo("000000000012");
    }

    @Test
    void valuesBehindAnAliasAreTheSameAsWrittenOut() {
        folder.append("live.yaml", "values:\n  front: &same {env: {A: b}}\n  worker: *same\n");

        Environment live = folder.load("live");

        assertThat(live.services().get("worker").values())
                .isEqualTo(live.services().get("front").values())
                .isNotEmpty();
    }

    @Test
    void namesOfSecretsAndTheirKeysAreNoSecrets() {
        folder.append("live.yaml", """
                values:
                  front:
                    automountToken: false
                    secretEnv: [{name: DB_PASSWORD, secretName: rds-credentials, secretKey: password}]
                    env: [{name: TOKEN_URL, value: "https://example.org"}]
                    imagePullSecrets: [registry]
                """);

        assertThat(folder.problems("live")).isEmpty();
    }
}
