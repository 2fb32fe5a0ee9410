package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
    private static final Path ROOT = Path.of("/project");
    private static final Path HOME = Path.of(System.getProperty("user.home"));

    @Test
    void foldersAreThoseOfTheXdgVariables() {
        Workspace workspace =
                Workspace.of(ROOT, Map.of("XDG_CACHE_HOME", "/var/tmp/cache", "XDG_STATE_HOME", "/var/tmp/state"));

        assertThat(workspace.cache()).isEqualTo(Path.of("/var/tmp/cache/plumbline"));
        assertThat(workspace.state()).isEqualTo(Path.of("/var/tmp/state/plumbline"));
    }

    /** The XDG specification: relative paths are to be ignored. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "relative/folder"})
    void whatIsNoAbsolutePathIsIgnored(String given) {
        Workspace workspace = Workspace.of(ROOT, Map.of("XDG_CACHE_HOME", given, "XDG_STATE_HOME", given));

        assertThat(workspace.cache()).isEqualTo(HOME.resolve(".cache/plumbline"));
        assertThat(workspace.state()).isEqualTo(HOME.resolve(".local/state/plumbline"));
    }

    @Test
    void withoutVariablesTheFoldersAreInTheHomeFolder() {
        Workspace workspace = Workspace.of(ROOT, Map.of());

        assertThat(workspace.root()).isEqualTo(ROOT);
        assertThat(workspace.cache()).isEqualTo(HOME.resolve(".cache/plumbline"));
        assertThat(workspace.state()).isEqualTo(HOME.resolve(".local/state/plumbline"));
    }

    @Test
    void filesAreWhereTheProjectHasThem() {
        Workspace workspace = Workspace.of(ROOT, Map.of("XDG_STATE_HOME", "/state"));

        assertThat(workspace.environments()).isEqualTo(Path.of("/project/environments"));
        assertThat(workspace.stateOf("dev")).isEqualTo(Path.of("/state/plumbline/dev"));
    }
}
