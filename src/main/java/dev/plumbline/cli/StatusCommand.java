package dev.plumbline.cli;

@picocli.CommandLine.Command(name = "StatusCommand")
final class StatusCommand implements java.util.concurrent.Callable<Integer> {
    public Integer call() {
        return 0;
    }
}
