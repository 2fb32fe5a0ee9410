package dev.plumbline.chart;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Charts of repositories: from the cache if the lock file knows them, else downloaded, verified and recorded. */
final class UpstreamCharts {
    private final PackageCache cache;
    private final ChartLock lock;
    private final Download download;

    UpstreamCharts(PackageCache cache, ChartLock lock, Duration deadline) {
        this.cache = cache;
        this.lock = lock;
        this.download = new Download(deadline);
    }

    ResolvedChart resolve(ChartReference.Repository wanted) throws RepositoryUnreachable {
        Optional<Path> cached = lock.find(wanted.name(), wanted.version()).flatMap(entry -> cache.find(entry.digest()));
        if (cached.isPresent()) {
            return chart(wanted, cached.get(), "from " + wanted.repository() + ", kept in the cache");
        }
        ChartSource.Found found = source(wanted.repository()).find(wanted.name(), wanted.version());
        if (found instanceof ChartSource.Found.Folder unpacked) {
            ResolvedChart chart = chart(wanted, unpacked.path(), "unpacked in the folder " + wanted.repository());
            lock.enforce(new ChartLock.Entry(
                    wanted.name(),
                    wanted.version(),
                    chart.digest(),
                    wanted.repository().toString()));
            return chart;
        }
        ChartSource.Found.Archive archive = (ChartSource.Found.Archive) found;
        Path kept = cache.keep(archive.bytes());
        ResolvedChart chart = chart(wanted, kept, "downloaded from " + archive.from());
        lock.enforce(new ChartLock.Entry(
                wanted.name(), wanted.version(), "sha256:" + Sha256.hex(archive.bytes()), archive.from()));
        return chart;
    }

    private ChartSource source(URI repository) {
        String scheme = String.valueOf(repository.getScheme());
        return switch (scheme) {
            case "http", "https" -> new HttpRepository(repository, download);
            case "oci" -> new OciRepository(repository, download);
            case "file" -> new FolderRepository(repository);
            default ->
                throw new ChartException(
                        "the repository " + repository
                                + " is neither http(s)://, oci:// nor file: ; give its index over HTTP, or a folder with the packages");
        };
    }

    private static ResolvedChart chart(ChartReference.Repository wanted, Path path, String reason) {
        ChartContent content = ChartContent.of(path);
        if (!content.name().equals(wanted.name()) || !content.version().equals(wanted.version())) {
            throw new ChartException("the repository " + wanted.repository() + " gave " + content.name() + " "
                    + content.version() + " where " + wanted.name() + " " + wanted.version()
                    + " was wanted: its index is wrong; tell its owner, or use another mirror");
        }
        return new ResolvedChart(
                content.name(),
                content.version(),
                content.appVersion(),
                path,
                content.digest(),
                ChartOrigin.UPSTREAM,
                reason);
    }
}
