package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Starts, finds and removes local clusters: a node and moto on a Docker network of their own.
 *
 * <p>An ephemeral cluster belongs to the JVM that starts it; what a killed JVM leaves is swept by the next start. A persistent one
 * is kept until {@link #remove}, and there is one per name.
 */
public final class LocalCluster {
    private final LocalCache cache;
    private final Consumer<String> out;
    private final DockerCommand docker = new DockerCommand();

    /** @param out takes progress, one line at a time */
    public LocalCluster(LocalCache cache, Consumer<String> out) {
        this.cache = cache;
        this.out = out;
    }

    /**
     * Starts a cluster; a persistent one that runs already is given back as it is.
     *
     * @throws LocalClusterException if it does not come up, with the node's last lines
     */
    public RunningLocalCluster start(PreparedImages images, LocalClusterOptions options) {
        return options.persistent() ? startOnce(images, options) : startNew(images, options);
    }

    /** Of two that start the same name at the same time, the second waits and gets what the first has started. */
    private RunningLocalCluster startOnce(PreparedImages images, LocalClusterOptions options) {
        try (FileChannel channel = cache.openLock("cluster-" + options.name());
                FileLock lock = channel.lock()) {
            Optional<RunningLocalCluster> running = find(options.name());
            if (running.isPresent()) {
                return running.get().comparedWith(images);
            }
            remove(options.name());
            return startNew(images, options);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private RunningLocalCluster startNew(PreparedImages images, LocalClusterOptions options) {
        sweep().forEach(removed -> out.accept("removed a leftover: " + removed));
        long start = System.nanoTime();
        Owner owner = Owner.thisProcess(Instant.now().plus(options.lifetime()));
        ClusterRun run = new ClusterRun(options.name(), newId(), options.persistent(), owner);
        ClusterFolder folder = ClusterFolder.of(cache.cluster(run.folder()));
        folder.create(owner);
        try {
            RunningLocalCluster cluster = start(images, options, run, folder, start);
            folder.write(cluster);
            return cluster;
        } catch (RuntimeException failed) {
            new ClusterRemoval(docker).removeRun(run.id());
            folder.delete();
            throw failed;
        }
    }

    /** The persistent cluster of that name, if all of it runs. */
    public Optional<RunningLocalCluster> find(String name) {
        Optional<RunningLocalCluster> known =
                ClusterFolder.of(cache.cluster(name)).read().filter(RunningLocalCluster::persistent);
        return known.filter(cluster -> runningRoles(cluster.run()).equals(Set.of("node", "aws")));
    }

    /**
     * Removes the persistent cluster of that name with its kubeconfig.
     *
     * @return whether there was one
     */
    public boolean remove(String name) {
        boolean removed = new ClusterRemoval(docker).removePersistent(name);
        ClusterFolder.of(cache.cluster(name)).delete();
        return removed;
    }

    /** Removes what ephemeral clusters of killed runs left. @return what was removed, for people */
    public List<String> sweep() {
        return new LeftoverSweep(docker, cache).sweep();
    }

    private RunningLocalCluster start(
            PreparedImages images, LocalClusterOptions options, ClusterRun run, ClusterFolder folder, long start) {
        TestcontainersSetting.apply();
        String network = createNetwork(run);
        MotoContainer moto = new MotoContainer(images, options, run, network);
        CompletableFuture<URI> aws = CompletableFuture.supplyAsync(moto::answering);
        NodeOutput output = new NodeOutput();
        NodeContainer node = new NodeContainer(images, withWebhook(options, folder), run, network, output);
        try {
            node.start();
        } catch (RuntimeException failed) {
            aws.exceptionally(ignored -> null).join();
            throw new LocalClusterException(
                    "the local node did not come up within %s. %s"
                            .formatted(Spent.text(Spent.since(start)), output.explanation()),
                    failed);
        }
        folder.writeKubeconfig(node.getKubeConfigYaml());
        String version = NodeReadiness.await(folder.kubeconfig());
        URI emulator = join(aws);
        options.strictAws().ifPresent(strict -> {
            IssuerKeys.tell(emulator, strict.issuer(), folder.kubeconfig());
            new NodeImages(docker, node.getContainerId()).asPulledFrom(strict.registry());
        });
        return new RunningLocalCluster(
                run.name(),
                run.id(),
                run.persistent(),
                node.getContainerId(),
                folder.kubeconfig(),
                emulator,
                version,
                Spent.since(start),
                images.digest(),
                images.remarks());
    }

    private static LocalClusterOptions withWebhook(LocalClusterOptions options, ClusterFolder folder) {
        return options.strictAws()
                .map(strict -> options.withMount(new HostMount(
                        folder.writeWebhook(strict.webhook(MotoContainer.PORT)), HostMount.AUTHENTICATION_WEBHOOK)))
                .orElse(options);
    }

    private static URI join(CompletableFuture<URI> aws) {
        try {
            return aws.join();
        } catch (CompletionException failed) {
            throw new LocalClusterException(
                    "moto, the emulator of AWS, did not come up: " + failed.getCause(), failed.getCause());
        }
    }

    private String createNetwork(ClusterRun run) {
        String name = run.container("network");
        List<String> command = new java.util.ArrayList<>(List.of("network", "create"));
        for (Map.Entry<String, String> label : run.labels("network").entrySet()) {
            command.add("--label");
            command.add(label.getKey() + "=" + label.getValue());
        }
        command.add(name);
        docker.run(command.toArray(String[]::new));
        return name;
    }

    private Set<String> runningRoles(String run) {
        DockerCommand.Answer answer = docker.attempt(
                "ps",
                "--filter",
                "label=" + ClusterLabels.RUN + "=" + run,
                "--format",
                "{{.Label \"" + ClusterLabels.ROLE + "\"}}");
        // Where no Docker answers, nothing runs.
        return answer.good() ? new HashSet<>(answer.lines()) : Set.of();
    }

    private static String newId() {
        byte[] bytes = new byte[4];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
