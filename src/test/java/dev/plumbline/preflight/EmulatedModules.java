package dev.plumbline.preflight;

import dev.plumbline.account.AwsClients;
import dev.plumbline.account.RolePolicyFixtures;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.appconfig.AppConfigClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the seven Terraform modules make in the account of an environment, made in the emulator, and their outputs written as Terraform
 * writes them: what is asked afterwards goes the way of a live environment.
 */
public final class EmulatedModules implements AutoCloseable {
    private static final String TAG = "v1.0.0";
    private static final String MANIFEST = """
            {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
             "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 2, "digest": "sha256:%1$s"},
             "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 2, "digest": "sha256:%1$s"}]}""";

    private final AwsClients aws;
    private final String name;
    private final Path outputs;
    private final Optional<Address> address;
    private final Environment environment;

    /**
     * Where a cluster that really runs answers.
     *
     * @param certificateAuthority as a kubeconfig has it
     * @param version such as {@code 1.34}
     */
    public record Address(URI endpoint, String certificateAuthority, URI issuer, String version) {}

    /** Those of {@code dev}, in moto as it is. @param folder for the outputs */
    static EmulatedModules ofDev(URI emulator, Path folder) {
        return new EmulatedModules(emulator, Workspace.ofProcess(), "dev", folder, Optional.empty());
    }

    /** Those of {@code rehearsal}, behind the strict front. @param folder for the outputs */
    public static EmulatedModules ofRehearsal(URI emulator, Workspace workspace, Path folder, Address address) {
        return new EmulatedModules(emulator, workspace, "rehearsal", folder, Optional.of(address));
    }

    private EmulatedModules(URI emulator, Workspace workspace, String name, Path folder, Optional<Address> address) {
        this.aws = new AwsClients(
                "us-west-2", () -> AwsBasicCredentials.create("emulated", "emulated"), Optional.of(emulator));
        this.name = name;
        this.outputs = folder;
        this.address = address;
        Environment planned = Harness.load(workspace, Selection.of(name));
        writeOutputs(planned, emulator);
        this.environment = Harness.load(
                workspace, new Selection(name, Optional.of(TerraformInputs.outputs(outputs)), Optional.empty()));
        makeRoles();
        makeImages();
    }

    /** As whoever built the account. */
    public AwsClients aws() {
        return aws;
    }

    public Environment environment() {
        return environment;
    }

    /** The question that preflight asks of a role. */
    public TrustQuestion question(String roleKey) {
        OidcProvider provider = provider();
        ServiceAccount account = Roles.accountsOf(environment).get(roleKey);
        RoleArn role = RoleArn.parse(environment.iamRoleArns().get(roleKey)).orElseThrow();
        return new TrustQuestion(role, provider, URI.create("https://" + provider.issuer()), account);
    }

    public void trust(String roleKey, String policy) {
        aws.iam()
                .updateAssumeRolePolicy(request ->
                        request.roleName(question(roleKey).role().name()).policyDocument(policy));
    }

    public void permit(String roleKey, String policy) {
        aws.iam().putRolePolicy(request -> request.roleName(
                        question(roleKey).role().name())
                .policyName("extra")
                .policyDocument(policy));
    }

    /** Takes back what {@link #permit} gave. */
    public void permitNoMore(String roleKey) {
        aws.iam()
                .deleteRolePolicy(request -> request.roleName(roleName(roleKey)).policyName("extra"));
    }

    public String roleName(String roleKey) {
        return question(roleKey).role().name();
    }

    private OidcProvider provider() {
        return OidcProvider.parse(environment.cluster().oidcProviderArn().orElseThrow(), Set.of(OidcProvider.STS))
                .orElseThrow();
    }

    private void writeOutputs(Environment planned, URI emulator) {
        makeCluster(planned.cluster().name(), planned.cluster().kubernetesVersion(), emulator);
        makeSecret("llm-judge/%s/rds".formatted(planned.name()));
        makeConfiguration();
        for (String name : Set.of(
                "llm-judge-%s-inference".formatted(planned.name()), "llm-judge-%s-judge".formatted(planned.name()))) {
            aws.sqs().createQueue(request -> request.queueName(name));
            aws.sns().createTopic(request -> request.name(name));
        }
        for (String module : Set.of("iam-roles", "rds", "sqs", "sns")) {
            write(module, Map.of());
        }
    }

    private void makeCluster(String name, String version, URI emulator) {
        aws.eks().createCluster(request -> request.name(name)
                .version(version)
                .roleArn("arn:aws:iam::111122223333:role/cluster")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1")));
        address.ifPresent(real -> tell(
                emulator,
                "/plumbline/cluster",
                Map.of(
                        "name", name,
                        "endpoint", real.endpoint().toString(),
                        "certificateAuthority", real.certificateAuthority(),
                        "issuer", real.issuer().toString(),
                        "version", real.version())));
        Cluster cluster =
                aws.eks().describeCluster(request -> request.name(name)).cluster();
        String provider = aws.iam()
                .createOpenIDConnectProvider(
                        request -> request.url(cluster.identity().oidc().issuer())
                                .clientIDList(OidcProvider.STS)
                                .thumbprintList("a".repeat(40)))
                .openIDConnectProviderArn();
        Map<String, String> outputs =
                new TreeMap<>(Map.of("cluster_endpoint", cluster.endpoint(), "oidc_provider_arn", provider));
        address.ifPresent(real -> outputs.put("cluster_certificate_authority_data", real.certificateAuthority()));
        write("eks", outputs);
    }

    private void makeSecret(String name) {
        String value = "{\"username\":\"judge\",\"password\":\"rehearsed-not-secret\"}";
        write(
                "secrets",
                Map.of(
                        "rds_secret_arn",
                        aws.secrets()
                                .createSecret(request -> request.name(name).secretString(value))
                                .arn()));
    }

    private void makeConfiguration() {
        AppConfigClient appConfig = aws.appConfig();
        String application = appConfig
                .createApplication(request -> request.name("llm-judge"))
                .id();
        String profile = appConfig
                .createConfigurationProfile(
                        request -> request.applicationId(application).name("p").locationUri("hosted"))
                .id();
        Map<String, String> ids =
                new TreeMap<>(Map.of("application_id", application, "configuration_profile_id", profile));
        // moto as it is has no environments
        address.ifPresent(behindTheFront -> ids.put(
                "environment_id",
                appConfig
                        .createEnvironment(
                                request -> request.applicationId(application).name("e"))
                        .id()));
        write("appconfig", ids);
    }

    /** What nobody asks AWS for. */
    public static void tell(URI emulator, String path, Map<String, ?> what) {
        HttpRequest request = HttpRequest.newBuilder(emulator.resolve(path))
                .PUT(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(what)))
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 204) {
                throw new IllegalStateException(path + " answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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
            aws.ecr().createRepository(request -> request.repositoryName(repository(service.name())));
            pushTag(service.name());
        });
    }

    public void pushTag(String service) {
        pushTag(service, service);
    }

    /** @param content another one is another digest */
    public void pushTag(String service, String content) {
        aws.ecr().putImage(request -> request.repositoryName(repository(service))
                .imageTag(TAG)
                .imageManifest(MANIFEST.formatted(content)));
    }

    public void deleteTag(String service) {
        aws.ecr().batchDeleteImage(request -> request.repositoryName(repository(service))
                .imageIds(id -> id.imageTag(TAG)));
    }

    private static String repository(String service) {
        return "llm-judge/" + service;
    }

    /** The fixture's document, no longer synthetic, with the values that the emulator chose. */
    private void write(String module, Map<String, String> values) {
        JsonMapper json = JsonMapper.shared();
        try {
            ObjectNode document = (ObjectNode)
                    json.readTree(Files.readString(Path.of("fixtures/terraform-outputs", name, module + ".json")));
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
