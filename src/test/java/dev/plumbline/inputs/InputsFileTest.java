package dev.plumbline.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputsFileTest {
    private static final Instant THEN = Instant.parse("2026-03-01T10:15:30Z");

    @TempDir
    Path folder;

    @Test
    void whatWasKeptIsReadWhole() {
        file().replace(document("alice@laptop"));

        assertThat(file().read()).contains(document("alice@laptop"));
        assertThat(file().path()).hasFileName("dev.inputs.json");
    }

    @Test
    void beforeTheFirstRefreshThereIsNothing() {
        assertThat(file().exists()).isFalse();
        assertThat(file().read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"modules\": {}}", "{\"refreshed\": {\"at\": \"yesterday\"}, \"modules\": {}}"})
    void anotherDocumentIsRefused(String content) throws IOException {
        Files.writeString(file().path(), content);

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(InputsException.class)
                .hasMessageContaining("is not what `inputs refresh` writes");
    }

    /** Killed at whatever moment, with writes under way all the time. */
    @Test
    void aKilledRefreshLeavesOneWholeSet() throws Exception {
        file().replace(document("somebody"));
        for (int kill = 0; kill < 5; kill++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            EndlessRefresh.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // it says so when it has written at least once
            assertThat(writer.inputReader().readLine()).isEqualTo("writing");
            writer.destroyForcibly().waitFor();

            assertThat(file().read().orElseThrow().modules())
                    .hasSize(7)
                    .allSatisfy((module, part) -> assertThat(part.isEdited()).isFalse());
        }
    }

    /** Another file takes its place; the old one is never written to, so that there is no moment at which a kill would hurt it. */
    @Test
    void whoReadsWhileItIsReplacedReadsTheOldSetWhole() throws IOException {
        file().replace(document("alice@laptop"));
        byte[] before = Files.readAllBytes(file().path());

        try (InputStream reader = Files.newInputStream(file().path())) {
            file().replace(document("bob@laptop"));

            assertThat(reader.readAllBytes()).isEqualTo(before);
        }
        assertThat(file().read().orElseThrow().by()).isEqualTo("bob@laptop");
    }

    @Test
    void whatAKilledOneLeftIsSweptByALaterOne() throws IOException {
        Path old = Files.writeString(folder.resolve(".dev.inputs.json.1.tmp"), "{");
        Path young = Files.writeString(folder.resolve(".dev.inputs.json.2.tmp"), "{");
        Path others = Files.writeString(folder.resolve(".prod.inputs.json.1.tmp"), "{");
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(old, yesterday);
        Files.setLastModifiedTime(others, yesterday);

        file().replace(document("alice@laptop"));

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file().path(), young, others);
        }
    }

    @Test
    void oldInputsAreWarnedOf() {
        InputsDocument document = document("alice@laptop");

        assertThat(warnings(document, THEN.plus(Duration.ofHours(24)))).isEmpty();
        assertThat(warnings(document, THEN.plus(Duration.ofHours(25))))
                .containsExactly("inputs are stale: refreshed 25 h ago by alice@laptop, more than 24 h; look again:"
                        + " ./plumbline inputs refresh -e dev");
    }

    @Test
    void anEditByHandIsWarnedOfAndReformattingIsNone() throws IOException {
        file().replace(document("alice@laptop"));
        String written = Files.readString(file().path());

        Files.writeString(file().path(), written.replaceAll("\\s+", " "));
        assertThat(warnings(file().read().orElseThrow(), THEN)).isEmpty();

        Files.writeString(file().path(), written.replace("vpc-01a7e71c0ffee0001", "vpc-01a7e71c0ffee0002"));
        assertThat(warnings(file().read().orElseThrow(), THEN))
                .containsExactly(
                        "inputs were edited by hand since they were refreshed: module eks; what it really says:"
                                + " ./plumbline inputs refresh -e dev");
    }

    private static List<String> warnings(InputsDocument document, Instant now) {
        return InputWarnings.of(document, "dev", Duration.ofHours(24), now);
    }

    private InputsFile file() {
        return InputsFile.of(folder, "dev");
    }

    static InputsDocument document(String by) {
        OutputSource files =
                new OutputFiles(Path.of("fixtures/terraform-outputs/dev").toAbsolutePath());
        return new Refresh(files, new Redactor()).run(by, THEN);
    }
}
