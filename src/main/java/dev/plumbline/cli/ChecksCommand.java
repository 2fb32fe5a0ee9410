package dev.plumbline.cli;

@picocli.CommandLine.Command(name = "ChecksCommand")
final class ChecksCommand implements java.util.concurrent.Callable<Integer> {
    public Integer call() {
        return 0;
    }
}
