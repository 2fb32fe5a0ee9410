package dev.plumbline.cli;

import dev.plumbline.harness.Workspace;
import dev.plumbline.local.ImageCatalog;
import dev.plumbline.local.LocalImage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "images",
        description = "List every image of the local cluster, and what each stands for: for people who mirror.")
final class ImagesCommand implements Callable<Integer> {
    private final Workspace workspace;

    ImagesCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        for (LocalImage image : ImageCatalog.read(workspace.root()).images()) {
            image.references().forEach(reference -> terminal.say("%s", reference));
            terminal.say("    upstream  %s", image.upstream());
            terminal.say("    built     %s", image.built());
            if (!image.note().isEmpty()) {
                terminal.say("    note      %s", image.note());
            }
        }
        return ExitCode.DONE;
    }
}
