package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Everything that has to be there before a local cluster can start: Docker, the node's image and the images in it. Says what it will
 * do before it does it, does only what is missing, and can be interrupted at any time: the next run goes on where it ended.
 */
public final class Preparation {
    private static final String PULL = "k3s";

    private final Path fixtures;
    private final LocalCache cache;
    private final Consumer<String> out;
    private final DockerCommand docker = new DockerCommand();
    private final ArtefactCatalog catalog;
    private final ImageCatalog images;
    private final ArtefactKeys keys;
    private final ArtefactScript script;
    private final SystemSteps system;
    private NodeKind node;

    /**
     * @param projectRoot the folder that holds {@code fixtures}
     * @param cache where to keep what is built
     * @param out takes progress, one line at a time
     */
    public Preparation(Path projectRoot, LocalCache cache, Consumer<String> out) {
        this.fixtures = projectRoot.toAbsolutePath().resolve("fixtures/local");
        this.cache = cache;
        this.out = out;
        this.catalog = ArtefactCatalog.read(fixtures);
        this.images = ImageCatalog.read(projectRoot);
        this.keys = new ArtefactKeys(fixtures, catalog);
        this.script = new ArtefactScript(fixtures, cache, catalog, keys, images);
        this.system = new SystemSteps(fixtures, cache, docker);
    }

    /** What is still to be done; looks only, changes nothing. */
    public PreparationPlan plan() {
        List<Artefact> missing = missing();
        List<PreparationStep> steps = new ArrayList<>(system.needed(catalog.packages(), missing));
        missing.forEach(artefact -> steps.add(new PreparationStep(
                artefact.id(), artefact.why(), artefact.estimate(), artefact.megabytes(), List.of())));
        if (pullsK3s()) {
            steps.add(new PreparationStep(
                    PULL, "the image " + k3sImage() + ", from its registry", Duration.ofSeconds(30), 250, List.of()));
        }
        return new PreparationPlan(steps);
    }

    /**
     * Announces what is missing and does it.
     *
     * @return what a cluster is started from, or empty if consent was needed and not given (the commands have been printed)
     * @throws LocalClusterException if a step fails; what was finished is kept
     */
    public Optional<PreparedImages> run(Consent consent) {
        PreparationPlan plan = plan();
        if (plan.nothingToDo()) {
            return Optional.of(prepared());
        }
        plan.lines().forEach(out);
        if (plan.needsConsent() && !consent.given()) {
            out.accept("This changes the machine, and nobody has agreed to it. Run these commands yourself:");
            plan.systemCommands().forEach(command -> out.accept("    " + command));
            out.accept("or give --yes (or CI=true), then run this again.");
            return Optional.empty();
        }
        long start = System.nanoTime();
        try (FileChannel channel = cache.openLock("prepare");
                FileLock lock = onlyOne(channel)) {
            system.perform(plan, out);
            node = null; // Docker may know more now than it did before it was started
            // With Docker there, images of an earlier run may have come back with it; and another run may just have
            // ended.
            List<Artefact> missing = missing();
            system.rootFor(missing);
            new ArtefactBuilds(out)
                    .run(missing.stream()
                            .map(artefact -> new ArtefactBuild(artefact, script, cache))
                            .toList());
            if (pullsK3s()) {
                pullK3s();
            }
            removeSuperseded();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        out.accept("prepared in " + Spent.text(Spent.since(start)));
        return Optional.of(prepared());
    }

    /**
     * Removes artefacts and images of this project's own that newer ones have replaced, but for those before the newest; nothing while
     * another preparation is at work.
     *
     * @return what was removed, for people
     */
    public List<String> sweep() {
        try (FileChannel channel = cache.openLock("prepare");
                FileLock lock = channel.tryLock()) {
            return lock == null ? List.of() : removeSuperseded();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<String> removeSuperseded() {
        Superseded superseded = new Superseded(cache, docker);
        List<String> removed = new ArrayList<>();
        superseded
                .delete(
                        catalog.artefacts(),
                        catalog.artefacts().stream()
                                .map(artefact -> script.home(artefact.id()))
                                .collect(Collectors.toSet()))
                .forEach(folder -> removed.add("outdated artefact " + folder));
        superseded
                .deleteImages(
                        List.of(
                                images.image("node").reference(),
                                images.image("moto").reference(),
                                "plumbline.local/debian:bookworm"),
                        catalog.artefacts().stream()
                                .filter(artefact -> !artefact.image().isEmpty())
                                .map(script::dockerImage)
                                .collect(Collectors.toSet()))
                .forEach(image -> removed.add("outdated image " + image));
        return removed;
    }

    /**
     * What a cluster is started from.
     *
     * @throws LocalClusterException if something is missing
     */
    public PreparedImages prepared() {
        PreparationPlan plan = plan();
        if (!plan.nothingToDo()) {
            throw new LocalClusterException("the local cluster is not prepared: %s missing; next: ./plumbline prepare"
                    .formatted(plan.steps().stream().map(PreparationStep::id).toList()));
        }
        return new PreparedImages(
                node(),
                node() == NodeKind.BUILT ? builtNodeImage() : k3sImage(),
                script.dockerImage(catalog.artefact("moto")),
                script.home("node-images").resolve("images.tar"),
                fixtures.resolve("node/audit-policy.yaml"),
                images.remarks());
    }

    /** The missing goals and what is missing of what they need, each after what it needs. */
    private List<Artefact> missing() {
        Set<String> wanted = new LinkedHashSet<>();
        List.of("moto", node() == NodeKind.BUILT ? "node" : "node-images").forEach(goal -> want(goal, wanted));
        return catalog.artefacts().stream()
                .filter(artefact -> wanted.contains(artefact.id()))
                .toList();
    }

    private void want(String id, Set<String> wanted) {
        Artefact artefact = catalog.artefact(id);
        if (!done(artefact) && wanted.add(id)) {
            artefact.needs().forEach(need -> want(need, wanted));
        }
    }

    private boolean done(Artefact artefact) {
        return artefact.image().isEmpty()
                ? Files.isDirectory(script.home(artefact.id()))
                : docker.hasImage(script.dockerImage(artefact));
    }

    private boolean pullsK3s() {
        return node() == NodeKind.K3S && !docker.hasImage(k3sImage());
    }

    private void pullK3s() {
        out.accept("%-17s started: pulling %s".formatted(PULL, k3sImage()));
        Path log = cache.log(PULL);
        if (ScriptRun.start(List.of("docker", "pull", k3sImage()), Map.of(), log)
                        .await()
                != 0) {
            throw new LocalClusterException(
                    "cannot pull %s:\n    %s\nnext: PLUMBLINE_NODE=built builds a node without a registry"
                            .formatted(k3sImage(), String.join("\n    ", ScriptRun.tail(log, 5))));
        }
        out.accept("%-17s done".formatted(PULL));
    }

    private NodeKind node() {
        if (node == null) {
            String configured = System.getenv().getOrDefault(NodeChoice.VARIABLE, "");
            node = new NodeChoice(configured, docker::hasImage, new RegistryProbe()::reachable)
                    .decide(builtNodeImage(), k3sImage());
        }
        return node;
    }

    private String builtNodeImage() {
        return script.dockerImage(catalog.artefact("node"));
    }

    private String k3sImage() {
        return images.image("node").upstream();
    }

    private FileLock onlyOne(FileChannel channel) throws IOException {
        FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        out.accept("waiting for another preparation on this machine to end");
        return channel.lock();
    }
}
