package dev.plumbline.cli;

import dev.plumbline.deploy.OnFailure;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What becomes of what a deploy cannot bring up: the same on every command that deploys. */
final class FailureOptions {
    @Option(
            names = "--on-failure",
            paramLabel = "keep|rollback",
            description =
                    "what becomes of a release that does not get ready (default: an upgrade is rolled back, with the"
                            + " infra-config and the store that went with it; a first install is kept)")
    private OnFailure onFailure;

    Optional<OnFailure> chosen() {
        return Optional.ofNullable(onFailure);
    }
}
