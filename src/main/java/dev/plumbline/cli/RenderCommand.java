package dev.plumbline.cli;

import dev.plumbline.cluster.Models;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Workspace;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "render", description = "Print the manifests as they would be sent; needs no cluster.")
final class RenderCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Parameters(arity = "0..*", paramLabel = "RELEASE", description = "only these releases (default: everything)")
    private List<String> releases = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    RenderCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        try (Harness harness = Harness.cold(workspace, options.selection())) {
            refuseUnknown(PlatformFactory.platformOf(harness.environment()));
            RenderedPlatform rendered = harness.render();
            if (releases.isEmpty()) {
                rendered.platform().namespaces().forEach(RenderCommand::print);
                print(rendered.platform().infraConfig());
                print(rendered.platform().secretStore());
            }
            rendered.releases().stream()
                    .filter(release -> releases.isEmpty()
                            || releases.contains(release.release().name()))
                    .forEach(RenderCommand::print);
            return ExitCode.DONE;
        }
    }

    private void refuseUnknown(Platform platform) {
        List<String> names = platform.releases().stream().map(Release::name).toList();
        releases.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(unknown -> {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "no release '" + unknown + "'; releases: " + String.join(", ", names));
        });
    }

    private static void print(Object object) {
        System.out.print("---\n" + Models.yaml(object).replaceFirst("^---\n", ""));
    }

    private static void print(RenderedRelease release) {
        System.out.printf(
                "# release %s: chart %s %s (%s)%n%s%n",
                release.release().name(),
                release.chart().name(),
                release.chart().version(),
                release.chart().reason(),
                release.manifest().strip());
    }
}
