package dev.plumbline.cli;

import dev.plumbline.cluster.Contention;
import dev.plumbline.harness.Installation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command asks that writes: whether this is really meant, and what to do when somebody else writes there too. */
final class LeaseOptions {
    @Option(
            names = "--no-wait",
            description = "end with an error if somebody else deploys or destroys here, instead of waiting for them")
    private boolean refuse;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "the environment's name once more: to deploy to prod, and to destroy any but local")
    private String confirmed;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** @throws ParameterException if the environment's name was not typed out */
    void requireConfirmed(String doing, String environment) {
        if (!environment.equals(confirmed)) {
            throw new ParameterException(
                    command.commandLine(), "%s %s needs --confirm %s".formatted(doing, environment, environment));
        }
    }

    void reserve(Terminal terminal, Installation installation) {
        installation.reserve(refuse ? Contention.REFUSE : Contention.WAIT, line -> terminal.say("  lease: %s", line));
    }
}
