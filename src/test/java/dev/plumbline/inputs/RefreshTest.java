package dev.plumbline.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.InputSettings;
import dev.plumbline.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, of an executable that pretends to be Terragrunt. */
class RefreshTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.5Z");
    private static final String CANARY = "c4n4ry-of-the-database";

    @TempDir
    Path folder;

    private final Redactor redactor = new Redactor();
    private FakeModules modules;

    @BeforeEach
    void pretend() {
        modules = FakeModules.in(folder);
    }

    @Test
    void eachModuleIsAskedInItsFolderAndItsInputsAreKept() {
        InputsDocument document = refresh();

        assertThat(document.modules().keySet()).containsExactlyElementsOf(InputSettings.moduleNames());
        assertThat(document.modules()
                        .get("eks")
                        .outputs()
                        .path("vpc_id")
                        .path("value")
                        .asString())
                .isEqualTo("vpc-01a7e71c0ffee0001");
        assertThat(document.modules().get("sns").from())
                .isEqualTo(modules.root().resolve("sns").toString());
        assertThat(document.at()).isEqualTo("2026-03-01T10:15:30Z");
        assertThat(document.by()).isEqualTo("alice@laptop");
        assertThat(document.tool()).isEqualTo("terragrunt version v0.0.0-fake");
    }

    @Test
    void aDocumentThatSaysItIsMadeUpStaysSo() {
        assertThat(refresh().modules().get("rds").outputs().path("synthetic").asBoolean())
                .isTrue();
    }

    @Test
    void aFolderOfAnotherNameIsFoundWhereTheEnvironmentSaysSo() throws IOException {
        Files.move(modules.root().resolve("iam-roles"), modules.root().resolve("iam"));
        Files.writeString(
                modules.root().resolve("iam/own.sh"),
                "cat "
                        + Path.of("fixtures/terraform-outputs/dev/iam-roles.json")
                                .toAbsolutePath());

        InputSettings settings = new InputSettings(Optional.empty(), Map.of("iam-roles", "iam"), Duration.ofHours(1));

        assertThat(refresh(settings, Duration.ofSeconds(20))
                        .modules()
                        .get("iam-roles")
                        .from())
                .endsWith("/iam");
        assertThatThrownBy(this::refresh)
                .hasMessageContaining("iam-roles  no folder")
                .hasMessageContaining("inputs.modules.iam-roles");
    }

    /** None ends before all have begun. */
    @Test
    void allModulesAreAskedAtOnce() {
        for (String module : InputSettings.moduleNames()) {
            modules.when(module, """
                    touch ../begun-%1$s
                    until [ $(ls .. | grep -c begun-) = 7 ]; do sleep 0.05; done
                    cat %2$s/%1$s.json
                    """.formatted(
                            module, Path.of("fixtures/terraform-outputs/dev").toAbsolutePath()));
        }

        assertThat(refresh().modules()).hasSize(7);
    }

    @Test
    void whatIsSensitiveOrNoInputIsNotKept() {
        modules.saying("rds", "\"synthetic\": true,", """
                "synthetic": true,
                "replica_password": {"sensitive": true, "type": "string", "value": "%s"},
                "master_user": {"sensitive": false, "type": "string", "value": "nobody marked me"},
                """.formatted(CANARY));

        InputsDocument document = refresh();

        assertThat(document.toString()).doesNotContain(CANARY, "nobody marked me");
        assertThat(document.dropped()).isEmpty();
        assertThat(redactor.redact("the password is " + CANARY)).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "\"yes\"", "null"})
    void anInputThatIsNotClearlyMarkedHarmlessIsDroppedAndNamed(String mark) {
        modules.when("secrets", """
                echo '{"rds_secret_arn": {"sensitive": %s, "type": "string", "value": "%s"}}'
                """.formatted(mark, CANARY));

        InputsDocument document = refresh();

        assertThat(document.dropped()).containsExactly("rds_secret_arn of module secrets");
        assertThat(document.modules().toString()).doesNotContain(CANARY);
    }

    @Test
    void aModuleThatHangsIsEndedWithAllItStarted() throws Exception {
        modules.when("appconfig", "sleep 600 & echo $! > child; echo waiting for a lock >&2; wait");

        assertThatThrownBy(() -> refresh(InputSettings.none(), Duration.ofSeconds(2)))
                .isInstanceOf(InputsException.class)
                .hasMessageContaining("1 of 7 modules gave no outputs; what was kept before stays as it is")
                .hasMessageContaining("appconfig  `")
                .hasMessageContaining("gave no answer within 2 s and was ended")
                .hasMessageContaining("| waiting for a lock");
        long child = Long.parseLong(
                Files.readString(modules.root().resolve("appconfig/child")).strip());
        ProcessHandle.of(child)
                .ifPresent(left -> left.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }

    @Test
    void everyModuleThatFailsIsNamedWithTheEndOfItsComplaint() {
        modules.when("sqs", "seq 1 40 | sed 's/^/line /' >&2; exit 3");
        modules.when("sns", "exit 1");

        assertThatThrownBy(this::refresh)
                .hasMessageStartingWith("2 of 7 modules")
                .hasMessageContaining("sqs")
                .hasMessageContaining("ended with 3:")
                .hasMessageContaining("| line 40")
                .hasMessageContaining("ended with 1, without a word")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("line 20");
    }

    /** Whoever logs much repeats what it reads. */
    @Test
    void aComplaintLosesItsSecrets() {
        modules.saying("rds", "\"synthetic\": true,", """
                "synthetic": true, "replica_password": {"sensitive": true, "type": "string", "value": "%s"},
                """.formatted(CANARY));
        modules.when("eks", """
                echo 'could not log in with %s' >&2
                exit 1
                """.formatted(CANARY));

        assertThatThrownBy(this::refresh)
                .hasMessageContaining("could not log in with")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("c4n4ry");
    }

    /** A value may go on for lines that look like nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DEBUG dependency says {\"token\": {\"sensitive\": true, \"value\": \"second-c4n4ry\"}}",
                "DEBUG   \"value\": \"third-c4n4ry\"",
                "\"value\": [\n  \"fourth-c4n4ry\"\n]",
                "fifth-c4n4ry before\n{\\\"sensitive\\\": true}"
            })
    void aComplaintThatShowsOutputsIsLeftOutAsAWhole(String complaint) {
        modules.when("eks", """
                cat >&2 <<'END'
                first-c4n4ry
                END
                cat >&2 <<'END'
                %s
                END
                seq 1 3 | sed 's/^/c4n4ry /' >&2
                exit 1
                """.formatted(complaint));

        assertThatThrownBy(this::refresh)
                .hasMessageContaining("ended with 1")
                .hasMessageContaining("(outputs, left out)")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("c4n4ry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo c4n4ry-of-the-database",
                "echo '{\"a\": {\"value\": \"c4n4ry-of-the-database\"'",
                "echo '[\"c4n4ry-of-the-database\"]'",
                "echo '{\"c4n4ry-of-the-database!\": 1}'",
                "echo '{}'",
                "true",
                "head -c 9000000 /dev/zero | tr '\\0' x"
            })
    void garbageIsNamedAndNeverQuoted(String script) {
        modules.when("rds", script);

        assertThatThrownBy(this::refresh)
                .isInstanceOf(InputsException.class)
                .hasMessageStartingWith("1 of 7 modules")
                .hasMessageContaining("  rds ")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("c4n4ry", "xxx")
                .hasSizeLessThan(600);
    }

    @Test
    void aToolThatIsNotInstalledIsNamed() {
        OutputSource source = OutputCommand.in(modules.root(), InputSettings.none(), Duration.ofSeconds(5))
                .with("no-such-terragrunt");

        assertThatThrownBy(() -> new Refresh(source, redactor).run("alice@laptop", NOW))
                .hasMessageContaining("did not start: is no-such-terragrunt installed, and on PATH?");
    }

    @Test
    void filesThatSomebodyElseHadWrittenServeToo() {
        OutputSource files = OutputFiles.of(Path.of("fixtures/terraform-outputs"), "dev");

        InputsDocument document = new Refresh(files, redactor).run("alice@laptop", NOW);

        assertThat(document.modules().get("sqs").digest())
                .isEqualTo(refresh().modules().get("sqs").digest());
        assertThatThrownBy(() -> new Refresh(OutputFiles.of(folder, "dev"), redactor).run("alice@laptop", NOW))
                .hasMessageStartingWith("7 of 7 modules")
                .hasMessageContaining("no file " + folder.resolve("eks.json"));
    }

    private InputsDocument refresh() {
        return refresh(InputSettings.none(), Duration.ofSeconds(20));
    }

    private InputsDocument refresh(InputSettings settings, Duration deadline) {
        OutputSource source = OutputCommand.in(modules.root(), settings, deadline)
                .with(modules.tool().toString());
        return new Refresh(source, redactor).run("alice@laptop", NOW);
    }
}
