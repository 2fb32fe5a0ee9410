package dev.plumbline.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder with an {@code index.yaml}, packages, or unpacked charts in folders of their names. */
final class FolderRepository implements ChartSource {
    private final URI address;
    private final Path folder;

    FolderRepository(URI address) {
        this.address = address;
        this.folder = Path.of(address.isOpaque() ? address.getSchemeSpecificPart() : address.getPath());
    }

    @Override
    public Found find(String name, String version) throws RepositoryUnreachable {
        if (!Files.isDirectory(folder)) {
            throw new RepositoryUnreachable(address, "is no folder on this machine");
        }
        try {
            Path index = folder.resolve("index.yaml");
            Path archive = folder.resolve(name + "-" + version + ".tgz");
            if (Files.isRegularFile(index)) {
                RepositoryIndex.Entry entry =
                        new RepositoryIndex(index.toString(), Files.readAllBytes(index)).entry(name, version);
                byte[] bytes = Files.readAllBytes(inside(entry.url()));
                entry.verify(bytes);
                return new Found.Archive(bytes, entry.url());
            }
            if (Files.isRegularFile(archive)) {
                return new Found.Archive(Files.readAllBytes(archive), archive.toString());
            }
            return Stream.of(folder.resolve(name), folder.resolve(name + "-" + version))
                    .filter(chart -> Files.isRegularFile(chart.resolve("Chart.yaml")))
                    .filter(chart -> version.equals(ChartContent.of(chart).version()))
                    .findFirst()
                    .map(Found.Folder::new)
                    .orElseThrow(
                            () -> new ChartException("the folder " + folder + " has neither " + archive.getFileName()
                                    + " nor a folder " + name + " with version " + version + " in its Chart.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the chart folder " + folder, e);
        }
    }

    private Path inside(String url) {
        Path path = folder.resolve(url).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new ChartException("the index of " + folder + " points outside of it: " + url);
        }
        return path;
    }
}
