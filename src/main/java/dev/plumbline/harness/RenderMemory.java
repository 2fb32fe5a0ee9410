package dev.plumbline.harness;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.deploy.ContentDigest;
import dev.plumbline.deploy.ManifestSource;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSpec;
import dev.plumbline.helm.StoredRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders nothing twice: where the same chart content, values and Kubernetes version were rendered before, and what came out is what
 * the cluster stores of the release, the stored manifest is the rendered one. Only digests are kept on disk, no manifest. A chart with
 * dependencies is always rendered and never remembered: its digest says nothing of them.
 */
final class RenderMemory implements ManifestSource {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> DIGESTS = new TypeReference<>() {};
    /** Of this record: another way to render makes all of it void. */
    private static final String FORMAT = "helm-java 0.0.21, 1";

    private final Path file;
    private final ManifestSource helm;
    private final FutureTask<Map<ReleaseId, StoredRelease>> stored;
    private final Map<String, String> known;
    private final Map<String, String> used = new ConcurrentHashMap<>();

    /** @param stored the newest revision of each release on the cluster; asked once, and only if anything is rendered */
    RenderMemory(Path file, Supplier<Map<ReleaseId, StoredRelease>> stored, ManifestSource helm) {
        this.file = file;
        this.stored = new FutureTask<>(stored::get);
        this.helm = helm;
        this.known = read(file);
    }

    @Override
    public String manifest(ReleaseSpec spec, String kubernetesVersion) {
        Optional<StoredRelease> revision = stored(spec);
        if (revision.isEmpty()) {
            return helm.manifest(spec, kubernetesVersion);
        }
        String inputs = ContentDigest.of(
                List.of(FORMAT, spec.chart().digest(), spec.id().toString(), spec.values(), kubernetesVersion));
        String there = revision.get().manifest();
        String digest = ContentDigest.of(there);
        if (digest.equals(known.get(inputs))) {
            used.put(inputs, digest);
            return spec.definitions() + there;
        }
        String rendered = helm.manifest(spec, kubernetesVersion);
        if (!ChartContent.of(spec.chart().path()).dependent()
                && RenderedRelease.content(rendered).equals(RenderedRelease.content(spec.definitions() + there))) {
            used.put(inputs, digest);
        }
        return rendered;
    }

    private Optional<StoredRelease> stored(ReleaseSpec spec) {
        stored.run();
        try {
            return Optional.ofNullable(stored.get().get(spec.id()));
        } catch (ExecutionException unreadable) {
            // whoever needs it meets the same failure, and says so
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Keeps what this run used, and forgets the rest. A memory that cannot be written costs time only. */
    void keep() {
        if (used.isEmpty() || used.equals(known)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(file.getParent(), "renders", ".tmp");
            JSON.writeValue(written, new TreeMap<>(used));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | JacksonException unwritable) {
            // as said
        }
    }

    private static Map<String, String> read(Path file) {
        try {
            return Files.isRegularFile(file) ? JSON.readValue(Files.readAllBytes(file), DIGESTS) : Map.of();
        } catch (IOException | JacksonException unreadable) {
            return Map.of();
        }
    }
}
