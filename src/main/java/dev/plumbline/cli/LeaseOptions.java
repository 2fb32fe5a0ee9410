package dev.plumbline.cli;

import dev.plumbline.cluster.Contention;
import dev.plumbline.harness.Installation;
import picocli.CommandLine.Option;

/** What to do when somebody else deploys to the same environment: the same on every command that writes. */
final class LeaseOptions {
    @Option(
            names = "--no-wait",
            description = "end with an error if somebody else deploys or destroys here, instead of waiting for them")
    private boolean refuse;

    void reserve(Terminal terminal, Installation installation) {
        installation.reserve(refuse ? Contention.REFUSE : Contention.WAIT, line -> terminal.say("  lease: %s", line));
    }
}
