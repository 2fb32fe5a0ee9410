package dev.plumbline.cli;

@picocli.CommandLine.Command(name = "VerifyCommand")
final class VerifyCommand implements java.util.concurrent.Callable<Integer> {
    public Integer call() {
        return 0;
    }
}
