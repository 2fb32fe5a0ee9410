package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the two-service platform, with an environment {@code east} that says little itself. */
class TerraformInputsTest {
    private static final String OWN = """
            environment: east
            target: eks
            aws_region: us-west-2
            aws_account_id: "111122223333"
            ecr_repository_prefix: 111122223333.dkr.ecr.us-west-2.amazonaws.com/shop
            """;

    @TempDir
    private Path project;

    private EnvironmentsFolder folder;
    private Path outputs;

    @BeforeEach
    void copy() {
        folder = EnvironmentsFolder.in(project).write("east.yaml", OWN);
        outputs = project.resolve("outputs");
        String authority = folder.load("live").cluster().certificateAuthority().orElseThrow();
        output("eks", """
                {
                  "cluster_name": {"sensitive": false, "type": "string", "value": "shop-east"},
                  "cluster_endpoint": {"sensitive": false, "type": "string", "value": "https://A1.gr7.us-west-2.eks.amazonaws.com"},
                  "cluster_certificate_authority_data": {"sensitive": false, "type": "string", "value": "%s"},
                  "cluster_version": {"sensitive": false, "type": "string", "value": "1.30"},
                  "oidc_provider_arn": {"sensitive": false, "type": "string",
                    "value": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/A1"},
                  "vpc_id": {"sensitive": false, "type": "string", "value": "vpc-0123456789abcdef0"},
                  "node_groups": {"sensitive": false, "type": ["list", "string"], "value": ["of no interest"]}
                }
                """.formatted(authority));
        output("iam-roles", """
                {"role_arns": {"sensitive": false, "type": ["map", "string"], "value": {
                  "external_secrets_operator": "arn:aws:iam::111122223333:role/eso",
                  "front_service": "arn:aws:iam::111122223333:role/front",
                  "worker_service": "arn:aws:iam::111122223333:role/worker",
                  "ebs_csi_driver": "arn:aws:iam::111122223333:role/of-somebody-else"}}}
                """);
        output("secrets", """
                {"rds_secret_arn": {"sensitive": false, "type": "string",
                  "value": "arn:aws:secretsmanager:us-west-2:111122223333:secret:shop/east/rds-a1b2c3"}}
                """);
        output("appconfig", """
                {"application_id": {"sensitive": false, "type": "string", "value": "abc1234"},
                 "environment_id": {"sensitive": false, "type": "string", "value": "def5678"},
                 "configuration_profile_id": {"sensitive": false, "type": "string", "value": "ghi9012"}}
                """);
        output("rds", """
                {"db_instance_endpoint": {"sensitive": false, "type": "string", "value": "shop.c1.rds.amazonaws.com:5432"},
                 "db_instance_port": {"sensitive": false, "type": "number", "value": 5432},
                 "db_instance_password": {"sensitive": true, "type": "string", "value": "hunter2"}}
                """);
        output("sqs", """
                {"queue_urls": {"sensitive": false, "type": ["map", "string"], "value": {
                  "inference": "https://sqs.us-west-2.amazonaws.com/111122223333/shop-inference",
                  "judge": "https://sqs.us-west-2.amazonaws.com/111122223333/shop-judge",
                  "dead_letters": "https://sqs.us-west-2.amazonaws.com/111122223333/shop-dead"}}}
                """);
        output("sns", """
                {"topic_arns": {"sensitive": false, "type": ["map", "string"], "value": {
                \t"inference": "arn:aws:sns:us-west-2:111122223333:shop-inference",
                \t"judge": "arn:aws:sns:us-west-2:111122223333:shop-judge"}}}
                """);
    }

    @Test
    void moduleOutputsAreALayer() {
        Environment east = load();

        assertThat(east.cluster().name()).isEqualTo("shop-east");
        assertThat(east.cluster().kubernetesVersion()).isEqualTo("1.30");
        assertThat(east.endpoints().rds()).isEqualTo(new Endpoint("shop.c1.rds.amazonaws.com", 5432));
        assertThat(east.appConfig()).isEqualTo(new AppConfigIds("abc1234", "def5678", "ghi9012"));
        assertThat(east.secrets().rdsSecretId()).endsWith("shop/east/rds-a1b2c3");
        assertThat(east.messaging().judgeTopicArn()).isEqualTo("arn:aws:sns:us-west-2:111122223333:shop-judge");
        assertThat(east.provenance().synthetic()).isFalse();
    }

    @Test
    void eachValueRemembersTheLineOfItsOutput() {
        Provenance provenance = load().provenance();

        assertThat(provenance.of("vpc_id")).hasToString("Optional[outputs/eks.json:8]");
        assertThat(provenance.of("iam_role_arns.front_service")).hasToString("Optional[outputs/iam-roles.json:3]");
        assertThat(provenance.of("aws_region")).hasToString("Optional[environments/east.yaml:3]");
        assertThat(provenance.of("redis_cache.image.tag")).hasToString("Optional[environments/platform.yaml:29]");
    }

    @Test
    void aFolderPerEnvironmentIsFoundWithinTheFolder() throws IOException {
        Files.move(outputs, project.resolve("moved"));
        Files.createDirectories(outputs);
        Files.move(project.resolve("moved"), outputs.resolve("east"));

        assertThat(load().provenance().of("vpc_id")).hasToString("Optional[outputs/east/eks.json:8]");
    }

    @Test
    void theEnvironmentsOwnFileWinsOverOutputs() {
        folder.write("east.yaml", OWN + "kubernetes_version: \"1.29\"\n");

        assertThat(load().cluster().kubernetesVersion()).isEqualTo("1.29");
    }

    @Test
    void rolesAndQueuesOfOthersArePassedOver() {
        Environment east = load();

        assertThat(east.iamRoleArns().keySet())
                .containsExactlyInAnyOrder("external_secrets_operator", "front_service", "worker_service");
        assertThat(east.toString()).doesNotContain("dead", "of-somebody-else");
    }

    @Test
    void sensitiveValuesAreNeverRead() {
        assertThat(load().toString()).doesNotContain("hunter2");
    }

    @Test
    void anOutputThatIsNeededButSensitiveIsNamedWithoutItsValue() {
        replace("secrets", "\"sensitive\": false", "\"sensitive\": true");

        assertThat(problems())
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(
                        "environments/east.yaml:1  secrets_config.rds_secret_id  missing; allowed: a value in this file, or"
                                + " output rds_secret_arn of module secrets");
        assertThat(problems())
                .element(1)
                .asString()
                .isEqualTo(
                        "outputs/secrets.json:1  rds_secret_arn  marked sensitive, so its value is not read; allowed: an output"
                                + " that is not sensitive, or the input secrets_config.rds_secret_id in the environment file");
    }

    @Test
    void oneDocumentThatSaysItIsSyntheticMarksTheEnvironment() {
        replace("sns", "{\"topic_arns\"", "{\"synthetic\": true, \"topic_arns\"");

        assertThat(load().provenance().synthetic()).isTrue();
    }

    @Test
    void aMissingDocumentIsReportedOnceAndNotForEachOfItsValues() throws IOException {
        Files.delete(outputs.resolve("eks.json"));

        assertThat(problems())
                .containsExactly(
                        "outputs/eks.json:1  no such file; allowed: the document of `terraform output -json` in module eks");
    }

    @Test
    void aMissingOutputIsNamedWithItsModule() {
        replace("appconfig", "\"application_id\"", "\"app_id\"");

        assertThat(problems())
                .containsExactly(
                        "environments/east.yaml:1  appconfig_ids.application  missing; allowed: a value in this file, or"
                                + " output application_id of module appconfig");
    }

    @Test
    void aRoleUnderAnotherNameIsPointedOut() {
        replace("iam-roles", "\"front_service\"", "\"front_svc\"");

        assertThat(problems())
                .containsExactly(
                        "environments/east.yaml:1  iam_role_arns.front_service  missing (front_svc is there, but nothing"
                                + " uses it); allowed: a value in this file, or output role_arns of module iam-roles");
    }

    @Test
    void outputsOfAnotherAccountAreRefused() {
        replace("iam-roles", "111122223333:role/front", "999999999999:role/front");

        assertThat(problems())
                .containsExactly(
                        "outputs/iam-roles.json:3  iam_role_arns.front_service  account \"999999999999\" is not"
                                + " aws_account_id; allowed: 111122223333");
    }

    @Test
    void aPortBesideTheEndpointMustAgreeWithIt() {
        replace("rds", "\"value\": 5432", "\"value\": 5433");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("outputs/rds.json:2  infrastructure_endpoints.rds.port  5433 is not the port of host");
    }

    @Test
    void aStateFileIsNotTakenForOutputs() {
        output("sns", "{\"topic_arns\": \"arn:aws:sns:us-west-2:111122223333:x\"}\n");

        assertThat(problems())
                .contains(
                        "outputs/sns.json:1  topic_arns  not an output of `terraform output -json`; allowed: {\"sensitive\":"
                                + " false, \"type\": ..., \"value\": ...}");
    }

    @Test
    void nothingOfTerraformReachesALocalCluster() {
        assertThat(folder.problems("sandbox", TerraformInputs.outputs(project.resolve("nowhere"))))
                .isEmpty();
        assertThat(folder.load("sandbox", TerraformInputs.outputs(outputs))
                        .aws()
                        .accountId())
                .isEqualTo("123456789012");
    }

    @Test
    void aRehearsalTakesItsClusterFromOutputsAsALiveEnvironmentDoes() {
        ClusterInputs live = load().cluster();
        folder.write("east.yaml", OWN.replace("target: eks", "target: rehearsal"));

        assertThat(load().cluster()).isEqualTo(live);
        assertThat(live.endpoint()).isPresent();
    }

    @Test
    void aVariablesFileIsALayerWithTheNamesOfTheInputs() {
        TerraformInputs variables = variables("live", "\"cluster_name\": \"from-variables\"");

        Environment live = folder.load("live", variables);

        assertThat(live.cluster().name()).isEqualTo("shop-live");
        assertThat(live.redisCache().port()).isEqualTo(6380);
        assertThat(live.provenance().of("redis_cache.port")).hasToString("Optional[shop.tfvars.json:3]");
    }

    @Test
    void aVariablesFileOfAnotherEnvironmentIsRefused() {
        TerraformInputs variables = variables("dev", "\"aws_account_id\": \"999999999999\"");

        assertThat(folder.problems("live", variables))
                .containsExactly(
                        "shop.tfvars.json:2  environment  \"dev\" is another environment's; allowed: live",
                        "shop.tfvars.json:4  aws_account_id  \"999999999999\" is another environment's; allowed: 111122223333");
    }

    @Test
    void anUnknownVariableIsReportedLikeAnyKey() {
        TerraformInputs variables = variables("live", "\"aws_acount_id\": \"111122223333\"");

        assertThat(folder.problems("live", variables))
                .singleElement()
                .asString()
                .startsWith("shop.tfvars.json:4  aws_acount_id  unknown key; did you mean aws_account_id?");
    }

    @Test
    void aVariablesFileThatIsNotThereIsReported() {
        assertThat(folder.problems("live", TerraformInputs.variables(project.resolve("no.tfvars.json"))))
                .containsExactly(
                        "no.tfvars.json:1  no such file; allowed: a *.tfvars.json with the names of the inputs");
    }

    @Test
    void whatARefreshKeptIsALayerWithLinesOfItsOwn() throws IOException {
        TerraformInputs kept = TerraformInputs.refreshed(refreshed(ModuleOutput.modules()));

        Environment east = folder.load("east", kept);

        assertThat(east.cluster()).isEqualTo(load().cluster());
        assertThat(east.provenance().of("vpc_id")).hasToString("Optional[environments/east.inputs.json:10]");
        assertThat(east.provenance().values())
                .containsEntry("vpc_id", "vpc-0123456789abcdef0")
                .containsEntry("secrets_config.consumers", "[worker]")
                .containsEntry("aws_region", "us-west-2")
                .doesNotContainKeys("iam_role_arns.ebs_csi_driver", "vpc");
    }

    @Test
    void aModuleThatIsMissingInWhatWasKeptIsNamed() throws IOException {
        TerraformInputs kept =
                TerraformInputs.refreshed(refreshed(List.of("eks", "secrets", "appconfig", "rds", "sqs", "sns")));

        assertThat(folder.problems("east", kept))
                .containsExactly(
                        "environments/east.inputs.json:1  modules.iam-roles  missing, or not its outputs; allowed:"
                                + " what `./plumbline inputs refresh` writes: run it again");
    }

    @Test
    void anOutlineIsHadOfWhatIsNoEnvironmentYet() {
        folder.append(
                "east.yaml", "inputs: {folder: \"../live/{environment}\", modules: {sns: topics}, max_age: 7d}\n");

        EnvironmentLoader.Outline outline =
                EnvironmentLoader.outline(folder.path(), "east", TerraformInputs.outputs(project.resolve("nowhere")));

        assertThat(outline.settings())
                .isEqualTo(new InputSettings(
                        Optional.of("../live/east"), Map.of("sns", "topics"), java.time.Duration.ofDays(7)));
        assertThat(outline.provenance().values())
                .containsEntry("aws_region", "us-west-2")
                .doesNotContainKey("vpc_id");
        assertThatThrownBy(() -> EnvironmentLoader.outline(folder.path(), "eats", TerraformInputs.none()))
                .hasMessageContaining("did you mean east?");
    }

    private Path refreshed(List<String> modules) throws IOException {
        StringBuilder text = new StringBuilder("{\"modules\": {\n");
        for (String module : modules) {
            text.append(text.indexOf("}") < 0 ? "" : ",")
                    .append('"')
                    .append(module)
                    .append("\":\n")
                    .append(Files.readString(outputs.resolve(module + ".json")));
        }
        folder.write("east.inputs.json", text.append("}}").toString());
        return folder.path().resolve("east.inputs.json");
    }

    private Environment load() {
        return folder.load("east", TerraformInputs.outputs(outputs));
    }

    private List<String> problems() {
        return folder.problems("east", TerraformInputs.outputs(outputs));
    }

    private TerraformInputs variables(String environment, String line) {
        String content = """
                {
                  "environment": "%s",
                  "redis_cache": {"port": 6380},
                  %s
                }
                """.formatted(environment, line);
        folder.write("../shop.tfvars.json", content);
        return TerraformInputs.variables(project.resolve("shop.tfvars.json"));
    }

    private void output(String module, String content) {
        folder.write("../outputs/" + module + ".json", content);
    }

    private void replace(String module, String text, String by) {
        try {
            Path file = outputs.resolve(module + ".json");
            Files.writeString(file, Files.readString(file).replace(text, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
