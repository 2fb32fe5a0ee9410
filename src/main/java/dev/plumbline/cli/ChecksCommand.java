package dev.plumbline.cli;

import dev.plumbline.junit.Catalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "checks", description = "List every check of the suite: id, sentence, level, and where it can run.")
final class ChecksCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.print(Catalogue.whole().markdown());
        return ExitCode.DONE;
    }
}
