package dev.plumbline.cli;

import dev.plumbline.deploy.PlanScope;
import java.util.List;
import picocli.CommandLine.Option;

/** Which releases of the platform: the same options on every command that changes some. */
final class ScopeOptions {
    @Option(
            names = "--only",
            paramLabel = "RELEASE",
            split = ",",
            description = "this release and all that it needs, nothing else; may be given again")
    private List<String> only = List.of();

    @Option(
            names = "--skip",
            paramLabel = "RELEASE",
            split = ",",
            description = "leave this release as it is; may be given again")
    private List<String> skip = List.of();

    @Option(
            names = "--recreate",
            paramLabel = "RELEASE",
            split = ",",
            description = "of this release, delete and make anew what cannot be changed otherwise; its pods stop")
    private List<String> recreate = List.of();

    PlanScope scope() {
        return PlanScope.of(only, skip, recreate);
    }
}
