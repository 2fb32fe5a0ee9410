package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Removes what ephemeral clusters left behind whose owner was killed, or whose time is over. Touches nothing else. */
final class LeftoverSweep {
    private static final String EPHEMERAL = "label=" + ClusterLabels.MODE + "=" + ClusterLabels.EPHEMERAL;

    private final DockerCommand docker;
    private final LocalCache cache;

    LeftoverSweep(DockerCommand docker, LocalCache cache) {
        this.docker = docker;
        this.cache = cache;
    }

    /** @return what was removed, for people */
    List<String> sweep() {
        Owner here = Owner.thisProcess(Instant.MAX);
        Instant now = Instant.now();
        List<String> removed = new ArrayList<>();
        Set<String> runs = new HashSet<>();
        for (Map<String, String> labels : labelled()) {
            String run = labels.getOrDefault(ClusterLabels.RUN, "");
            if (Owner.of(labels).gone(here, now) && runs.add(run)) {
                new ClusterRemoval(docker).removeRun(run);
                removed.add("cluster " + labels.get(ClusterLabels.CLUSTER) + " of run " + run);
            }
        }
        for (Path folder : folders()) {
            ClusterFolder cluster = ClusterFolder.of(folder);
            boolean kept = cluster.read().map(RunningLocalCluster::persistent).orElse(false);
            if (!kept && cluster.owner().map(owner -> owner.gone(here, now)).orElse(false)) {
                cluster.delete();
                removed.add("folder " + folder.getFileName());
            }
        }
        return removed;
    }

    private List<Map<String, String>> labelled() {
        Stream<String> containers =
                docker.run("ps", "--all", "--filter", EPHEMERAL, "--format", "{{.Labels}}").lines().stream();
        Stream<String> networks =
                docker.run("network", "ls", "--filter", EPHEMERAL, "--format", "{{.Labels}}").lines().stream();
        return Stream.concat(containers, networks).map(LeftoverSweep::labels).toList();
    }

    /** Docker prints labels as {@code a=1,b=2}; ours hold no comma. */
    static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        for (String label : text.split(",")) {
            int equals = label.indexOf('=');
            if (equals > 0) {
                labels.put(label.substring(0, equals), label.substring(equals + 1));
            }
        }
        return labels;
    }

    private List<Path> folders() {
        Path clusters = cache.cluster("any").getParent();
        if (!Files.isDirectory(clusters)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(clusters)) {
            return folders.filter(Files::isDirectory).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
