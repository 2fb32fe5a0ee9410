package dev.plumbline.harness;

import dev.plumbline.redact.Redactor;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are on this machine, and what keeps secrets out of all that a run writes there or prints.
 *
 * @param root the project's folder
 * @param cache what can be had again: charts, the native library, images; {@code $XDG_CACHE_HOME/plumbline}
 * @param state what a run leaves for the next one: journals, the kubeconfig of {@code up}; {@code $XDG_STATE_HOME/plumbline}
 * @param redactor the one of this run: whoever meets a secret value registers it, whoever writes asks it
 */
public record Workspace(Path root, Path cache, Path state, Redactor redactor) {

    /** Folders of a run that has met no secret yet. */
    public Workspace(Path root, Path cache, Path state) {
        this(root, cache, state, new Redactor());
    }

    /** The workspace of a process: system property {@code plumbline.root}, else the working folder. */
    public static Workspace ofProcess() {
        return of(
                Path.of(System.getProperty("plumbline.root", ""))
                        .toAbsolutePath()
                        .normalize(),
                System.getenv());
    }

    static Workspace of(Path root, Map<String, String> variables) {
        Path home = Path.of(System.getProperty("user.home"));
        return new Workspace(
                root,
                base(variables.get("XDG_CACHE_HOME"), home.resolve(".cache")),
                base(variables.get("XDG_STATE_HOME"), home.resolve(".local/state")));
    }

    private static Path base(String given, Path otherwise) {
        // a relative path is to be ignored, as the XDG specification says
        boolean usable = given != null && Path.of(given).isAbsolute();
        return (usable ? Path.of(given) : otherwise).resolve("plumbline");
    }

    /** The same with another state folder. */
    Workspace withState(Path other) {
        return new Workspace(root, cache, other, redactor);
    }

    public Path environments() {
        return root.resolve("environments");
    }

    /** What is remembered of one environment. */
    public Path stateOf(String environment) {
        return state.resolve(environment);
    }
}
