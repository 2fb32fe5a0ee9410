package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableDocumentsTest {
    @TempDir
    private Path project;

    private EnvironmentsFolder folder;

    @BeforeEach
    void copy() {
        folder = EnvironmentsFolder.in(project);
    }

    @Test
    void anEnvironmentThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThat(folder.problems("lvie"))
                .containsExactly("environments:1  no environment \"lvie\"; did you mean live? allowed: live, sandbox");
    }

    @Test
    void thePlatformIsNoEnvironment() {
        assertThat(folder.problems("platform"))
                .containsExactly("environments:1  no environment \"platform\"; allowed: live, sandbox");
    }

    @Test
    void aNameThatLeavesTheFolderIsNoEnvironment() {
        assertThat(folder.problems("../environments/live"))
                .singleElement()
                .asString()
                .startsWith("environments:1  no environment \"../environments/live\"");
    }

    @Test
    void aFolderThatIsNotThereHasNoEnvironments() {
        assertThat(EnvironmentLoader.names(project.resolve("nowhere"))).isEmpty();
        assertThat(new EnvironmentsFolder(project.resolve("nowhere")).problems("live"))
                .containsExactly(
                        "environments:1  no environment \"live\"; allowed: none: the folder holds no environment",
                        "environments/platform.yaml:1  no such file");
    }

    @Test
    void filesThatAreNoEnvironmentsAreNotListed() {
        folder.write("charts.lock.yaml", "a: b\n").write("notes.md", "").write("old.yaml.bak", "");

        assertThat(EnvironmentLoader.names(folder.path())).containsExactly("live", "sandbox");
    }

    @Test
    void brokenYamlIsReportedWithItsLineAndColumn() {
        folder.replace("live.yaml", "target: eks", "target: [eks");

        assertThat(folder.problems("live"))
                .containsExactly("environments/live.yaml:3  YAML syntax (column 11): "
                        + "expected ',' or ']', but got : while parsing a flow sequence");
    }

    @Test
    void aTabInYamlIsReportedWithItsLine() {
        folder.append("live.yaml", "tags:\n\tOwner: me\n");

        assertThat(folder.problems("live"))
                .singleElement()
                .asString()
                .startsWith("environments/live.yaml:33  YAML syntax (column 1): found character '\\t(TAB)'");
    }

    @Test
    void problemsOfBothDocumentsAreReportedEvenIfOneIsBroken() {
        folder.replace("live.yaml", "target: eks", "target: [eks")
                .replace("platform.yaml", "namespace: shop", "nmespace: shop");

        assertThat(folder.problems("live")).hasSize(2).element(1).asString().contains("did you mean namespace?");
    }

    @Test
    void anEmptyDocumentIsReported() {
        folder.write("live.yaml", "# nothing yet\n");

        assertThat(folder.problems("live"))
                .containsExactly("environments/live.yaml:1  the document is empty; allowed: a mapping of inputs");
    }

    @Test
    void aDocumentThatIsAListIsReported() {
        folder.write("live.yaml", "- environment: live\n");

        assertThat(folder.problems("live"))
                .containsExactly("environments/live.yaml:1  the document is not a mapping; allowed: key: value lines");
    }

    @Test
    void twoDocumentsInOneFileAreRefused() {
        folder.append("live.yaml", "---\nenvironment: other\n");

        assertThat(folder.problems("live")).singleElement().asString().contains("expected a single document");
    }

    @Test
    void anAliasThatContainsItselfIsRefused() {
        folder.append("live.yaml", "values:\n  front: &loop\n    again: *loop\n");

        assertThat(folder.problems("live"))
                .containsExactly("environments/live.yaml:33  values.front.again  an alias that contains itself");
    }

    @Test
    void bytesThatAreNotTextAreRefused() throws IOException {
        Files.write(folder.path().resolve("live.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});

        assertThat(folder.problems("live")).containsExactly("environments/live.yaml:1  not UTF-8 text");
    }

    @Test
    void linesCountTheSameInFilesOfWindows() {
        folder.write("live.yaml", "\ufeff" + folder.read("live.yaml").replace("\n", "\r\n"))
                .replace("live.yaml", "profile: ghi9012", "profil: ghi9012");

        assertThat(folder.problems("live"))
                .singleElement()
                .asString()
                .startsWith("environments/live.yaml:21  appconfig_ids.profil  unknown key");
    }
}
