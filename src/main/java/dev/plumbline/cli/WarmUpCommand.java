package dev.plumbline.cli;

@picocli.CommandLine.Command(name = "WarmUpCommand")
final class WarmUpCommand implements java.util.concurrent.Callable<Integer> {
    public Integer call() {
        return 0;
    }
}
