package dev.plumbline.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one list of all images of the local cluster, as {@code fixtures/local/images.yaml} gives it and {@code ./plumbline images}
 * prints it.
 *
 * @param images in the order of the file
 */
public record ImageCatalog(List<LocalImage> images) {
    public ImageCatalog {
        images = List.copyOf(images);
    }

    /**
     * @param projectRoot the folder that holds {@code fixtures}
     * @throws LocalClusterException if the list is missing or cannot be read
     */
    public static ImageCatalog read(Path projectRoot) {
        Path file = projectRoot.resolve("fixtures/local/images.yaml");
        return new ImageCatalog(YamlFile.of(file).list("images").stream()
                .map(entry -> new LocalImage(
                        entry.text("id"),
                        entry.texts("references"),
                        entry.text("upstream"),
                        entry.text("built"),
                        entry.text("note", "")))
                .toList());
    }

    /** @throws LocalClusterException if there is none, naming those that exist */
    public LocalImage image(String id) {
        return images.stream()
                .filter(image -> image.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new LocalClusterException("no image %s in fixtures/local/images.yaml; there are: %s"
                        .formatted(id, images.stream().map(LocalImage::id).collect(Collectors.joining(", ")))));
    }

    /** Everything that stands in for something else, as remarks that belong into every result. */
    public List<String> remarks() {
        return images.stream()
                .filter(image ->
                        image.note().contains("standing in for") || image.note().startsWith("stand-in"))
                .map(image -> image.id() + ": " + image.note())
                .toList();
    }
}
