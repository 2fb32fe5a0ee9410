package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Builds one artefact: runs its script into a scratch folder and gives the folder its final name in one step, so that whatever has
 * that name is complete, whenever the build is interrupted.
 */
final class ArtefactBuild {
    private final Artefact artefact;
    private final ArtefactScript script;
    private final LocalCache cache;
    private final AtomicReference<ScriptRun> running = new AtomicReference<>();

    ArtefactBuild(Artefact artefact, ArtefactScript script, LocalCache cache) {
        this.artefact = artefact;
        this.script = script;
        this.cache = cache;
    }

    Artefact artefact() {
        return artefact;
    }

    /** @throws LocalClusterException with the end of the script's output */
    void run() {
        Path work = cache.work(artefact.id());
        Path out = work.resolve("out");
        try {
            Folders.delete(out);
            Files.createDirectories(out);
            ScriptRun run = ScriptRun.start(
                    script.command(artefact), script.environment(artefact, out), cache.log(artefact.id()));
            running.set(run);
            int code = run.await();
            if (code != 0) {
                throw failed(code);
            }
            Path home = script.home(artefact.id());
            Files.createDirectories(home.getParent());
            Folders.delete(home);
            Files.move(out, home, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(work);
        } catch (IOException broken) {
            throw new UncheckedIOException("building " + artefact.id(), broken);
        }
    }

    String lastLine() {
        ScriptRun run = running.get();
        return run == null ? "" : run.lastLine();
    }

    void stop() {
        ScriptRun run = running.get();
        if (run != null) {
            run.stop();
        }
    }

    private LocalClusterException failed(int code) {
        Path log = cache.log(artefact.id());
        return new LocalClusterException("""
                building %s failed: %s ended with %d. Its last lines:
                    %s
                whole output: %s
                next: put right what it names and run the same command again; what is finished is kept""".formatted(
                        artefact.id(), artefact.script(), code, String.join("\n    ", ScriptRun.tail(log, 15)), log));
    }
}
