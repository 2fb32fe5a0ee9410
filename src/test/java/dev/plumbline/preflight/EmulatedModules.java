package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.trust.TrustQuestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.appconfig.AppConfigClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the seven Terraform modules make in the account of {@code dev}, made in the emulator, and their outputs written as Terraform
 * writes them: what is asked afterwards goes the way of a live environment.
 */
final class EmulatedModules implements AutoCloseable {
    private static final String TAG = "v1.0.0";
    private static final String MANIFEST = """
            {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
             "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 2, "digest": "sha256:%s"},
             "layers": []}""";

    private final AwsClients aws;
    private final Path outputs;
    private final Environment environment;

    /** @param folder for the outputs */
    EmulatedModules(URI emulator, Path folder) {
        this.aws = new AwsClients(
                "us-west-2", () -> AwsBasicCredentials.create("emulated", "emulated"), Optional.of(emulator));
        this.outputs = folder;
        Environment planned = Harness.load(Workspace.ofProcess(), Selection.of("dev"));
        writeOutputs(planned);
        this.environment = Harness.load(
                Workspace.ofProcess(),
                new Selection("dev", Optional.of(TerraformInputs.outputs(outputs)), Optional.empty()));
        makeRoles();
        makeImages();
    }

    AwsClients aws() {
        return aws;
    }

    Environment environment() {
        return environment;
    }

    /** The question that preflight asks of a role. */
    TrustQuestion question(String roleKey) {
        OidcProvider provider = provider();
        ServiceAccount account = Roles.accountsOf(environment).get(roleKey);
        RoleArn role = RoleArn.parse(environment.iamRoleArns().get(roleKey)).orElseThrow();
        return new TrustQuestion(role, provider, URI.create("https://" + provider.issuer()), account);
    }

    void trust(String roleKey, String policy) {
        aws.iam()
                .updateAssumeRolePolicy(request ->
                        request.roleName(question(roleKey).role().name()).policyDocument(policy));
    }

    void permit(String roleKey, String policy) {
        aws.iam().putRolePolicy(request -> request.roleName(
                        question(roleKey).role().name())
                .policyName("extra")
                .policyDocument(policy));
    }

    String roleName(String roleKey) {
        return question(roleKey).role().name();
    }

    private OidcProvider provider() {
        return OidcProvider.parse(environment.cluster().oidcProviderArn().orElseThrow(), Set.of(OidcProvider.STS))
                .orElseThrow();
    }

    private void writeOutputs(Environment planned) {
        Cluster cluster = aws.eks()
                .createCluster(request -> request.name(planned.cluster().name())
                        .version(planned.cluster().kubernetesVersion())
                        .roleArn("arn:aws:iam::111122223333:role/cluster")
                        .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1")))
                .cluster();
        String issuer = cluster.identity().oidc().issuer();
        String provider = aws.iam()
                .createOpenIDConnectProvider(request ->
                        request.url(issuer).clientIDList(OidcProvider.STS).thumbprintList("a".repeat(40)))
                .openIDConnectProviderArn();
        write("eks", Map.of("cluster_endpoint", cluster.endpoint(), "oidc_provider_arn", provider));
        String secret = aws.secrets()
                .createSecret(request -> request.name("llm-judge/dev/rds").secretString("{}"))
                .arn();
        write("secrets", Map.of("rds_secret_arn", secret));
        AppConfigClient appConfig = aws.appConfig();
        String application = appConfig
                .createApplication(request -> request.name("llm-judge"))
                .id();
        write(
                "appconfig",
                Map.of(
                        "application_id",
                        application,
                        "configuration_profile_id",
                        appConfig
                                .createConfigurationProfile(request -> request.applicationId(application)
                                        .name("p")
                                        .locationUri("hosted"))
                                .id()));
        for (String name : Set.of("llm-judge-dev-inference", "llm-judge-dev-judge")) {
            aws.sqs().createQueue(request -> request.queueName(name));
            aws.sns().createTopic(request -> request.name(name));
        }
        for (String module : Set.of("iam-roles", "rds", "sqs", "sns")) {
            write(module, Map.of());
        }
    }

    private void makeRoles() {
        for (String key : environment.iamRoleArns().keySet()) {
            aws.iam().createRole(request -> request.roleName(roleName(key))
                    .assumeRolePolicyDocument(question(key).rightPolicy()));
            aws.iam().putRolePolicy(request -> request.roleName(roleName(key))
                    .policyName("expected")
                    .policyDocument(RolePolicyFixtures.of(key, environment)));
        }
    }

    private void makeImages() {
        environment.services().values().forEach(service -> {
            String repository = "llm-judge/" + service.name();
            aws.ecr().createRepository(request -> request.repositoryName(repository));
            aws.ecr().putImage(request -> request.repositoryName(repository)
                    .imageTag(TAG)
                    .imageManifest(MANIFEST.formatted(service.name())));
        });
    }

    /** The fixture's document, no longer synthetic, with the values that the emulator chose. */
    private void write(String module, Map<String, String> values) {
        JsonMapper json = JsonMapper.shared();
        try {
            ObjectNode document = (ObjectNode)
                    json.readTree(Files.readString(Path.of("fixtures/terraform-outputs/dev", module + ".json")));
            document.remove("synthetic");
            values.forEach((name, value) -> ((ObjectNode) (JsonNode) document.get(name)).put("value", value));
            Files.writeString(outputs.resolve(module + ".json"), document.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        aws.close();
    }
}
