package dev.plumbline.local;

import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.containers.BindMode;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** The node, as Testcontainers starts it: k3s, or the built node that honours k3s' contract. */
final class NodeContainer extends K3sContainer {
    /** Measured: 7 s on two idle cores; everything beyond a minute and a half is a node that will not come. */
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private static final String AUDIT_POLICY = "/etc/plumbline/audit-policy.yaml";

    NodeContainer(
            PreparedImages images, LocalClusterOptions options, ClusterRun run, String network, NodeOutput output) {
        super(DockerImageName.parse(images.nodeImage()).asCompatibleSubstituteFor("rancher/k3s"));
        withNetworkMode(network);
        withLabels(options.labels());
        withLabels(run.labels("node"));
        withLogConsumer(output);
        waitingFor(new NodeUp(output).withStartupTimeout(LONGEST_START));
        for (HostMount mount : options.mounts()) {
            withFileSystemBind(mount.host().toString(), mount.container(), BindMode.READ_ONLY);
        }
        if (images.node() == NodeKind.BUILT) {
            withImagePullPolicy(image -> false);
        } else {
            // The built node has its images in it, unpacked; k3s imports them.
            withFileSystemBind(
                    images.archive().toString(), "/var/lib/rancher/k3s/agent/images/plumbline.tar", BindMode.READ_ONLY);
            withFileSystemBind(images.auditPolicy().toString(), AUDIT_POLICY, BindMode.READ_ONLY);
        }
        withCommand(arguments(images.node(), options).toArray(String[]::new));
        withCreateContainerCmdModifier(command -> {
            command.withName(run.container("node"));
            if (run.persistent()) {
                command.withLabels(new LabelsOfOurs(command.getLabels()));
            }
            if (getHost().equals("localhost")) {
                // Nobody else's network needs to reach it.
                command.getHostConfig()
                        .withPortBindings(Stream.of(command.getExposedPorts())
                                .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port))
                                .toList());
            }
        });
    }

    private List<String> arguments(NodeKind node, LocalClusterOptions options) {
        List<String> arguments = new ArrayList<>(
                List.of("server", "--disable=traefik,servicelb,metrics-server", "--tls-san=" + getHost()));
        if (node == NodeKind.K3S) {
            // The built node has these as its defaults.
            Map.of("audit-policy-file", AUDIT_POLICY, "audit-log-path", AuditLog.PATH)
                    .forEach((flag, value) -> arguments.add("--kube-apiserver-arg=" + flag + "=" + value));
            options.mounts().stream()
                    .filter(mount -> mount.container().equals(HostMount.AUTHENTICATION_WEBHOOK))
                    .forEach(mount -> arguments.add(
                            "--kube-apiserver-arg=authentication-token-webhook-config-file=" + mount.container()));
        }
        options.apiServerArguments().forEach(argument -> arguments.add("--kube-apiserver-arg=" + argument));
        return arguments;
    }
}
