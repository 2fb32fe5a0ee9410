package dev.plumbline.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steps that change the machine: Debian packages that are missing, and a Docker daemon that does not answer. A daemon that answers
 * is never touched.
 */
final class SystemSteps {
    private static final Set<String> FOR_DOCKER = Set.of("docker.io", "iptables");

    private final Path fixtures;
    private final LocalCache cache;
    private final DockerCommand docker;

    SystemSteps(Path fixtures, LocalCache cache, DockerCommand docker) {
        this.fixtures = fixtures;
        this.cache = cache;
        this.docker = docker;
    }

    List<PreparationStep> needed(List<DebianPackage> packages, List<Artefact> missing) {
        boolean dockerAnswers = docker.answers();
        String elsewhere = System.getenv("DOCKER_HOST");
        if (!dockerAnswers && elsewhere != null) {
            throw new LocalClusterException(
                    "no Docker daemon answers at DOCKER_HOST=%s; start that one, or unset DOCKER_HOST to use this machine's own"
                            .formatted(elsewhere));
        }
        Set<String> wanted = Stream.concat(
                        missing.stream().flatMap(artefact -> artefact.packages().stream()),
                        dockerAnswers ? Stream.empty() : FOR_DOCKER.stream())
                .collect(Collectors.toSet());
        List<String> absent = packages.stream()
                .filter(candidate -> wanted.contains(candidate.name()) && !there(candidate))
                .map(DebianPackage::name)
                .toList();
        List<PreparationStep> steps = new ArrayList<>();
        if (!absent.isEmpty()) {
            steps.add(new PreparationStep(
                    "packages",
                    "Debian packages: " + String.join(", ", absent),
                    Duration.ofSeconds(20),
                    absent.contains("docker.io") ? 300 : 30,
                    List.of(script("docker/packages.sh", absent))));
        }
        if (!dockerAnswers) {
            steps.add(new PreparationStep(
                    "docker",
                    "start the Docker daemon; it goes on running",
                    Duration.ofSeconds(3),
                    0,
                    List.of(script("docker/start.sh", List.of()))));
        }
        return steps;
    }

    /** Does the steps that change the machine, one after the other. */
    void perform(PreparationPlan plan, Consumer<String> out) {
        if (plan.needsConsent()) {
            askForRoot();
        }
        for (PreparationStep step : plan.steps()) {
            for (List<String> command : step.systemCommands()) {
                perform(step, command, out);
            }
        }
    }

    /** Makes sure that sudo will not have to ask while scripts run beside each other. */
    void rootFor(List<Artefact> missing) {
        if (missing.stream().anyMatch(Artefact::needsRoot)) {
            askForRoot();
        }
    }

    private void perform(PreparationStep step, List<String> command, Consumer<String> out) {
        long start = System.nanoTime();
        out.accept("%-17s started: %s".formatted(step.id(), step.why()));
        Path log = cache.log(step.id());
        ScriptRun run = ScriptRun.start(command, Map.of("STATE", cache.docker().toString()), log);
        int code = run.await();
        if (code != 0) {
            throw new LocalClusterException("%s failed with %d: %s\n    %s\nwhole output: %s"
                    .formatted(
                            step.id(),
                            code,
                            String.join(" ", command),
                            String.join("\n    ", ScriptRun.tail(log, 15)),
                            log));
        }
        out.accept("%-17s done in %s: %s".formatted(step.id(), Spent.text(Spent.since(start)), run.lastLine()));
    }

    private static void askForRoot() {
        if ("root".equals(System.getProperty("user.name"))) {
            return;
        }
        try {
            if (new ProcessBuilder("sudo", "-v").inheritIO().start().waitFor() == 0) {
                return;
            }
        } catch (java.io.IOException missing) {
            throw new LocalClusterException("root is needed and there is no sudo: run this as root", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new LocalClusterException("root is needed and sudo refused: run this as root, or allow sudo");
    }

    private static boolean there(DebianPackage candidate) {
        try {
            return new ProcessBuilder("sh", "-c", candidate.probe())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (java.io.IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> script(String script, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", fixtures.resolve(script).toString()));
        command.addAll(arguments);
        return command;
    }
}
