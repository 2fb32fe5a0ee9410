package dev.plumbline.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command line and the environment of an artefact's script; the contract between the scripts and this package. */
record ArtefactScript(
        Path fixtures, LocalCache cache, ArtefactCatalog catalog, ArtefactKeys keys, ImageCatalog images) {
    List<String> command(Artefact artefact) {
        List<String> command = new ArrayList<>(
                List.of("bash", fixtures.resolve(artefact.script()).toString()));
        command.addAll(artefact.arguments());
        return command;
    }

    /**
     * {@code OUT}: the folder to fill; {@code FINAL}: the name it gets when the script has ended well; {@code WORK}: scratch;
     * {@code <NEED>_HOME}: the folder of each artefact needed; {@code REF_<IMAGE>}: the references of each image; {@code IMAGE},
     * {@code DEBIAN_IMAGE}: Docker images to build and to build on.
     */
    Map<String, String> environment(Artefact artefact, Path out) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("OUT", out.toString());
        environment.put("FINAL", home(artefact.id()).toString());
        environment.put("WORK", cache.work(artefact.id()).toString());
        artefact.needs()
                .forEach(need ->
                        environment.put(variable(need) + "_HOME", home(need).toString()));
        images.images()
                .forEach(image -> environment.put("REF_" + variable(image.id()), String.join(" ", image.references())));
        if (!artefact.image().isEmpty()) {
            environment.put("IMAGE", dockerImage(artefact));
            environment.put("DEBIAN_IMAGE", "plumbline.local/debian:bookworm-" + keys.keyOf("debian"));
        }
        return environment;
    }

    /** The image's reference and the key of what it was built from. */
    String dockerImage(Artefact artefact) {
        return images.image(artefact.image()).reference() + "-" + keys.keyOf(artefact.id());
    }

    Path home(String id) {
        return cache.artefact(id, keys.keyOf(id));
    }

    private static String variable(String id) {
        return id.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
