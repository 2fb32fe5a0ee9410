package dev.plumbline.bench;

import dev.plumbline.harness.EphemeralPlatform;
import dev.plumbline.harness.Workspace;
import java.util.List;
import java.util.function.Consumer;

/** All figures of a deploy, from one run on one throw-away cluster. */
public final class DeployBench {
    private DeployBench() {}

    /**
     * @param rounds pairs of the light part, and deploys that do nothing
     * @param said hears how far it is
     */
    public static List<Figure> run(Workspace workspace, int rounds, Consumer<String> said) {
        said.accept("starting a cluster ...");
        try (EphemeralPlatform platform = EphemeralPlatform.empty(workspace, "bench")) {
            Figure light = new LightBench(platform.installation(), said).measure(rounds);
            said.accept("light: " + light.lines().get(0));
            Figure whole = new PlatformBench(platform.installation()).measure();
            said.accept("platform: " + whole.lines().get(0));
            try (PersonFolders folders = PersonFolders.on(platform.cluster(), workspace)) {
                QuietBench quiet = new QuietBench(workspace.root(), folders);
                return List.of(light, whole, quiet.measure(Math.max(5, rounds)), quiet.verification(rounds));
            }
        }
    }
}
