package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The folder of one cluster: its owner, its kubeconfig and, once it runs, all that is needed to find it again. */
record ClusterFolder(Path folder) {
    private static final String OWNER = "owner.properties";
    private static final String CLUSTER = "cluster.properties";

    static ClusterFolder of(Path folder) {
        return new ClusterFolder(folder);
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    void create(Owner owner) {
        LocalCache.ownerOnlyFolder(folder);
        Properties properties = new Properties();
        properties.putAll(owner.labels());
        store(OWNER, properties);
    }

    Optional<Owner> owner() {
        return load(OWNER).map(Owner::of);
    }

    void writeKubeconfig(String content) {
        try {
            Path partial = folder.resolve("kubeconfig.partial");
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, content);
            Files.move(partial, kubeconfig(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** @return the file, which the node must find from its start on */
    Path writeWebhook(String content) {
        try {
            return Files.writeString(folder.resolve("authn-webhook.yaml"), content);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    void write(RunningLocalCluster cluster) {
        Properties properties = new Properties();
        properties.setProperty("name", cluster.name());
        properties.setProperty("run", cluster.run());
        properties.setProperty("persistent", Boolean.toString(cluster.persistent()));
        properties.setProperty("nodeContainer", cluster.nodeContainer());
        properties.setProperty("awsEndpoint", cluster.awsEndpoint().toString());
        properties.setProperty("kubernetesVersion", cluster.kubernetesVersion());
        properties.setProperty("startup", cluster.startup().toString());
        properties.setProperty("images", cluster.images());
        properties.setProperty("remarks", String.join("\n", cluster.remarks()));
        store(CLUSTER, properties);
    }

    /** As it was when it had started; whether it still runs is for Docker to say. */
    Optional<RunningLocalCluster> read() {
        if (!Files.exists(kubeconfig())) {
            return Optional.empty();
        }
        return load(CLUSTER)
                .map(properties -> new RunningLocalCluster(
                        properties.get("name"),
                        properties.get("run"),
                        Boolean.parseBoolean(properties.get("persistent")),
                        properties.get("nodeContainer"),
                        kubeconfig(),
                        URI.create(properties.get("awsEndpoint")),
                        properties.get("kubernetesVersion"),
                        Duration.parse(properties.get("startup")),
                        properties.get("images"),
                        List.of(properties.get("remarks").split("\n"))));
    }

    void delete() {
        try {
            Folders.delete(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void store(String name, Properties properties) {
        Path partial = folder.resolve(name + ".partial");
        try (Writer writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, null);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        try {
            Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Optional<Map<String, String>> load(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return Optional.of(values);
    }
}
