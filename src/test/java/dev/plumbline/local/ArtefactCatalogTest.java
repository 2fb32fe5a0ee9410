package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactCatalogTest {
    private static final Path FIXTURES = Path.of("fixtures/local").toAbsolutePath();

    @TempDir
    Path temp;

    @Test
    void everyArtefactHasItsScriptAndInputsAndAKeyOfItsOwn() {
        ArtefactCatalog catalog = ArtefactCatalog.read(FIXTURES);
        ArtefactKeys keys = new ArtefactKeys(FIXTURES, catalog);
        assertThat(catalog.artefacts()).isNotEmpty();
        assertThat(catalog.artefacts().stream().map(artefact -> keys.keyOf(artefact.id())))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyArtefactStandsAfterWhatItNeeds() {
        Set<String> before = new HashSet<>();
        for (Artefact artefact : ArtefactCatalog.read(FIXTURES).artefacts()) {
            assertThat(before).as(artefact.id() + " needs").containsAll(artefact.needs());
            before.add(artefact.id());
        }
    }

    @Test
    void everyPackageNeededHasAProbe() {
        ArtefactCatalog catalog = ArtefactCatalog.read(FIXTURES);
        List<String> probed =
                catalog.packages().stream().map(DebianPackage::name).toList();
        assertThat(catalog.artefacts().stream().flatMap(artefact -> artefact.packages().stream()))
                .isSubsetOf(probed);
    }

    @Test
    void everyImageOfAnArtefactIsInTheListOfImages() {
        ImageCatalog images = ImageCatalog.read(Path.of("").toAbsolutePath());
        assertThat(ArtefactCatalog.read(FIXTURES).artefacts().stream()
                        .map(Artefact::image)
                        .filter(image -> !image.isEmpty())
                        .map(image -> images.image(image).id()))
                .containsExactlyInAnyOrder("node", "moto");
    }

    @Test
    void namesANeedThatNobodyBuilds() throws IOException {
        Files.writeString(temp.resolve("artefacts.yaml"), """
                packages: []
                artefacts:
                  - {id: a, why: w, script: a.sh, needs: [b], seconds: 1, megabytes: 1}
                """);
        assertThatThrownBy(() -> ArtefactCatalog.read(temp))
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("artefact a needs b");
    }

    @Test
    void namesTheKeyThatHasTheWrongType() throws IOException {
        Files.writeString(temp.resolve("artefacts.yaml"), """
                packages: []
                artefacts:
                  - {id: a, why: w, script: a.sh, seconds: soon, megabytes: 1}
                """);
        assertThatThrownBy(() -> ArtefactCatalog.read(temp))
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("artefacts.a: seconds: expected a whole number, found soon");
    }
}
