package dev.plumbline.chart;

import java.net.URI;

/** A chart repository over HTTP(S): {@code index.yaml} and packages. */
final class HttpRepository implements ChartSource {
    private final URI base;
    private final Download download;

    HttpRepository(URI repository, Download download) {
        // Helm joins paths: without the slash, resolving would replace the last segment.
        this.base = URI.create(repository.toString().replaceFirst("/*$", "/"));
        this.download = download;
    }

    @Override
    public Found find(String name, String version) throws RepositoryUnreachable {
        URI address = base.resolve("index.yaml");
        RepositoryIndex index = new RepositoryIndex(address.toString(), download.body(address));
        RepositoryIndex.Entry entry = index.entry(name, version);
        URI archive = base.resolve(entry.url());
        if (!"http".equals(archive.getScheme()) && !"https".equals(archive.getScheme())) {
            throw new ChartException("the index " + address + " sends " + name + " " + version + " to " + archive
                    + ": only http and https are followed");
        }
        byte[] bytes = download.body(archive);
        entry.verify(bytes);
        return new Found.Archive(bytes, archive.toString());
    }
}
