package dev.plumbline.lifecycle;

import dev.plumbline.harness.Workspace;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.LocalClusterOptions;
import dev.plumbline.local.Preparation;
import dev.plumbline.local.RunningLocalCluster;
import dev.plumbline.local.StrictAws;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AccessKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A cluster that takes EKS tokens, an account that judges, and a project whose environment {@code rehearsal} goes to both. */
final class Rehearsal implements AutoCloseable {
    static final String CLUSTER = "llm-judge-rehearsal";
    private static final String ROLES = "arn:aws:iam::" + RehearsedAccount.NUMBER + ":role/" + CLUSTER + "-";

    private final RunningLocalCluster cluster;
    private final RehearsedAccount account;
    private final AccessKey deployer;
    private final Workspace workspace;
    private final Path outputs;

    private Rehearsal(
            RunningLocalCluster cluster,
            RehearsedAccount account,
            AccessKey deployer,
            Workspace workspace,
            Path outputs) {
        this.cluster = cluster;
        this.account = account;
        this.deployer = deployer;
        this.workspace = workspace;
        this.outputs = outputs;
    }

    /** @param folder for the project's copy, its state and the outputs of the Terraform modules */
    static Rehearsal start(Path folder) {
        Workspace process = Workspace.ofProcess();
        LocalCache cache = new LocalCache(process.cache());
        RunningLocalCluster cluster = new LocalCluster(cache, line -> {})
                .start(
                        new Preparation(process.root(), cache, line -> {}).prepared(),
                        LocalClusterOptions.ephemeral("rehearsal").withStrictAws(strict(process)));
        try {
            RehearsedAccount account = new RehearsedAccount(cluster.awsEndpoint());
            account.oidcProvider();
            account.roles(accounts());
            String secret = account.rdsSecret("llm-judge/rehearsal/rds");
            Path project = folder.resolve("project");
            Workspace copy = ProjectCopy.in(folder).workspace();
            replace(
                    project.resolve("environments/rehearsal.yaml"),
                    "http://emulator.invalid:5000",
                    cluster.awsEndpoint().toString());
            Path outputs = outputs(process, folder.resolve("outputs"), cluster, secret);
            return new Rehearsal(cluster, account, account.deployer(), copy, outputs);
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    RehearsedAccount account() {
        return account;
    }

    RunningLocalCluster cluster() {
        return cluster;
    }

    AccessKey deployer() {
        return deployer;
    }

    static String role(String name) {
        return ROLES + name;
    }

    /** The command line, as the one who may deploy. */
    PlumblineProcess.Ended run(String command, String... more) {
        return runAs(deployer, command, more);
    }

    PlumblineProcess.Ended runAs(AccessKey key, String command, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(command, "-e", "rehearsal", "--terraform-outputs", outputs.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        Map<String, String> credentials =
                Map.of("AWS_ACCESS_KEY_ID", key.accessKeyId(), "AWS_SECRET_ACCESS_KEY", key.secretAccessKey());
        return PlumblineProcess.start(workspace, credentials, arguments).end();
    }

    private static StrictAws strict(Workspace process) {
        return new StrictAws(
                process.root().resolve("fixtures/rehearsal"),
                RehearsedAccount.NUMBER,
                CLUSTER,
                RehearsedAccount.REGION,
                RehearsedAccount.ISSUER,
                Map.of(RehearsedAccount.DEPLOYER, List.of("system:masters")));
    }

    /** Namespace and name of the service account that each role is for. */
    private static Map<String, String> accounts() {
        Map<String, String> accounts = new TreeMap<>();
        accounts.put(role("aws-load-balancer-controller"), "kube-system:aws-load-balancer-controller");
        accounts.put(role("external-secrets-operator"), "external-secrets-system:external-secrets");
        accounts.put(role("cluster-autoscaler"), "kube-system:cluster-autoscaler");
        for (String service : List.of("gateway", "redis", "persistence", "inference", "judge")) {
            accounts.put(role(service + "-service"), "llm-judge:" + service + "-service");
        }
        return accounts;
    }

    /** As the modules would tell of what is really there: nothing synthetic is left. */
    private static Path outputs(Workspace process, Path folder, RunningLocalCluster cluster, String secret) {
        Config admin = Config.fromKubeconfig(cluster.kubeconfig().toFile());
        try (Stream<Path> documents = Files.list(process.root().resolve("fixtures/terraform-outputs/rehearsal"))) {
            Files.createDirectories(folder);
            for (Path document : (Iterable<Path>) documents::iterator) {
                ObjectNode outputs = (ObjectNode) JsonMapper.shared().readTree(Files.readString(document));
                outputs.remove("synthetic");
                set(outputs, "cluster_endpoint", admin.getMasterUrl().replaceAll("/$", ""));
                set(outputs, "cluster_certificate_authority_data", admin.getCaCertData());
                set(outputs, "rds_secret_arn", secret);
                Files.writeString(folder.resolve(document.getFileName()), outputs.toString());
            }
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void set(ObjectNode outputs, String name, String value) {
        if (outputs.get(name) instanceof ObjectNode output) {
            output.put("value", value);
        }
    }

    private static void replace(Path file, String piece, String other) {
        try {
            Files.writeString(file, Files.readString(file).replace(piece, other));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        account.close();
        cluster.close();
    }
}
