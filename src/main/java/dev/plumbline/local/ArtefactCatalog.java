package dev.plumbline.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that can be built for the local cluster, each after what it needs. */
record ArtefactCatalog(List<DebianPackage> packages, List<Artefact> artefacts) {
    static ArtefactCatalog read(Path fixtures) {
        YamlFile file = YamlFile.of(fixtures.resolve("artefacts.yaml"));
        List<DebianPackage> packages = file.list("packages").stream()
                .map(entry -> new DebianPackage(entry.text("name"), entry.text("probe")))
                .toList();
        List<Artefact> artefacts =
                file.list("artefacts").stream().map(ArtefactCatalog::artefact).toList();
        return new ArtefactCatalog(packages, artefacts).checked();
    }

    private static Artefact artefact(YamlFile entry) {
        return new Artefact(
                entry.text("id"),
                entry.text("why"),
                entry.text("script"),
                entry.texts("arguments"),
                entry.texts("inputs"),
                entry.texts("needs"),
                entry.texts("packages"),
                entry.text("lane", "").equals("compile"),
                entry.flag("root"),
                entry.text("image", ""),
                Duration.ofSeconds(entry.number("seconds")),
                entry.number("megabytes"));
    }

    private ArtefactCatalog checked() {
        Set<String> known = artefacts.stream().map(Artefact::id).collect(Collectors.toSet());
        for (Artefact artefact : artefacts) {
            for (String need : artefact.needs()) {
                if (!known.contains(need)) {
                    throw new LocalClusterException(
                            "artefact %s needs %s, which fixtures/local/artefacts.yaml does not have"
                                    .formatted(artefact.id(), need));
                }
            }
        }
        return this;
    }

    Artefact artefact(String id) {
        return artefacts.stream()
                .filter(artefact -> artefact.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new LocalClusterException("no artefact " + id + " in fixtures/local/artefacts.yaml"));
    }
}
