package dev.plumbline.lifecycle;

import dev.plumbline.harness.Workspace;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.LocalClusterOptions;
import dev.plumbline.local.Preparation;
import dev.plumbline.local.RunningLocalCluster;
import dev.plumbline.local.StrictAws;
import dev.plumbline.preflight.EmulatedModules;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A cluster that takes EKS tokens, an account that judges, and a project whose environment {@code rehearsal} goes to both. */
final class Rehearsal implements AutoCloseable {
    static final String CLUSTER = "llm-judge-rehearsal";
    private static final String ROLES = "arn:aws:iam::" + RehearsedAccount.NUMBER + ":role/" + CLUSTER + "-";

    private final RunningLocalCluster cluster;
    private final EmulatedModules modules;
    private final RehearsedAccount account;
    private final AccessKey deployer;
    private final Workspace workspace;
    private final Path outputs;

    private Rehearsal(
            RunningLocalCluster cluster,
            EmulatedModules modules,
            RehearsedAccount account,
            AccessKey deployer,
            Workspace workspace,
            Path outputs) {
        this.cluster = cluster;
        this.modules = modules;
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
            Path project = folder.resolve("project");
            Workspace copy = ProjectCopy.in(folder).workspace();
            replace(
                    project.resolve("environments/rehearsal.yaml"),
                    "http://emulator.invalid:5000",
                    cluster.awsEndpoint().toString());
            Path outputs = Files.createDirectories(folder.resolve("outputs"));
            EmulatedModules modules =
                    EmulatedModules.ofRehearsal(cluster.awsEndpoint(), copy, outputs, address(cluster));
            RehearsedAccount account = new RehearsedAccount(cluster.awsEndpoint());
            // as people write them, not as the product would
            accounts().forEach((role, trusted) -> account.trust(role, RehearsedAccount.trusting(trusted)));
            return new Rehearsal(cluster, modules, account, account.deployer(), copy, outputs);
        } catch (IOException failure) {
            cluster.close();
            throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /** What the Terraform modules made. */
    EmulatedModules modules() {
        return modules;
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

    /** The next requests of the deployer are refused because they are too many. */
    void throttle(int requests) {
        EmulatedModules.tell(
                cluster.awsEndpoint(),
                "/plumbline/throttle",
                Map.of("requests", requests, "key", deployer.accessKeyId()));
    }

    /** The command line, as the one who may deploy. */
    PlumblineProcess.Ended run(String command, String... more) {
        return runAs(deployer, command, more);
    }

    PlumblineProcess.Ended runAs(AccessKey key, String command, String... more) {
        return runWith(keys(key), outputs, command, more);
    }

    /** What {@code mvn verify -Pdev} is to {@code dev}, as the one who may deploy. */
    PlumblineProcess.Ended suite(String mode) {
        return PlumblineProcess.suite(
                        workspace,
                        keys(deployer),
                        Map.of(
                                "plumbline.targets",
                                "live:rehearsal",
                                "plumbline.mode",
                                mode,
                                "plumbline.terraform-outputs",
                                outputs.toString()))
                .end();
    }

    /** The same in a role's session. */
    PlumblineProcess.Ended runAs(Credentials session, String command, String... more) {
        return runWith(
                Map.of(
                        "AWS_ACCESS_KEY_ID", session.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", session.secretAccessKey(),
                        "AWS_SESSION_TOKEN", session.sessionToken()),
                outputs,
                command,
                more);
    }

    /** Where the module of that file says something else. */
    PlumblineProcess.Ended runOn(String file, String piece, String other, String command, String... more) {
        Path changed = outputs.resolveSibling("outputs-changed");
        try (Stream<Path> documents = Files.list(outputs)) {
            Files.createDirectories(changed);
            for (Path document : (Iterable<Path>) documents::iterator) {
                Files.copy(document, changed.resolve(document.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        replace(changed.resolve(file), piece, other);
        return runWith(keys(deployer), changed, command, more);
    }

    private static Map<String, String> keys(AccessKey key) {
        return Map.of("AWS_ACCESS_KEY_ID", key.accessKeyId(), "AWS_SECRET_ACCESS_KEY", key.secretAccessKey());
    }

    private PlumblineProcess.Ended runWith(
            Map<String, String> credentials, Path outputs, String command, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(command, "-e", "rehearsal", "--terraform-outputs", outputs.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return PlumblineProcess.start(workspace, credentials, arguments).end();
    }

    private static StrictAws strict(Workspace process) {
        return new StrictAws(
                process.root().resolve("fixtures/rehearsal"),
                RehearsedAccount.NUMBER,
                CLUSTER,
                RehearsedAccount.REGION,
                RehearsedAccount.ISSUER,
                Map.of(
                        RehearsedAccount.DEPLOYER,
                        List.of("system:masters"),
                        RehearsedAccount.DEPLOYER_ROLE,
                        List.of("system:masters"),
                        RehearsedAccount.READER,
                        List.of("plumbline-readers"),
                        RehearsedAccount.ROLE_WRITER,
                        List.of("role-writers")));
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

    private static EmulatedModules.Address address(RunningLocalCluster cluster) {
        Config admin = Config.fromKubeconfig(cluster.kubeconfig().toFile());
        return new EmulatedModules.Address(
                URI.create(admin.getMasterUrl().replaceAll("/$", "")),
                admin.getCaCertData(),
                URI.create(RehearsedAccount.ISSUER),
                cluster.kubernetesVersion().replaceAll("^v?([0-9]+\\.[0-9]+).*", "$1"));
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
        modules.close();
        account.close();
        cluster.close();
    }
}
