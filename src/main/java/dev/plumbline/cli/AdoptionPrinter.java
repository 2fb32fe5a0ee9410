package dev.plumbline.cli;

import dev.plumbline.deploy.Plan;
import dev.plumbline.drift.Adoption;
import dev.plumbline.harness.Installation;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Taking over from Terraform, as people read it: what is adopted, which pods roll for it, and what Terraform must forget. */
final class AdoptionPrinter {
    private final Terminal terminal;
    private final Installation installation;
    private List<Adoption> adopted = List.of();

    AdoptionPrinter(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    /** Before: what a deploy would take over. */
    void planned(List<Adoption> adoptions) {
        if (!adoptions.isEmpty()) {
            parts(adoptions)
                    .forEach((part, managers) ->
                            terminal.say("%s", "Adopt: %s, written by %s".formatted(part, managers)));
            terminal.say(
                    "Adopting changes who owns fields, and no field. After the deploy Terraform must forget them:");
            forget();
        }
    }

    /** @return whether anything was taken over */
    boolean adopt() {
        adopted = installation.adopt();
        parts(adopted)
                .forEach(
                        (part, managers) -> terminal.say("%s", "Adopted: %s, written by %s".formatted(part, managers)));
        return !adopted.isEmpty();
    }

    void rolling(Plan plan) {
        installation
                .rolling(plan)
                .forEach((workload, pods) ->
                        terminal.say("%s", "Pods that roll: %s: %s".formatted(workload, String.join(", ", pods))));
    }

    /** After: otherwise the next apply takes everything back, and the next destroy removes it. */
    void farewell() {
        if (!adopted.isEmpty()) {
            terminal.say("Terraform must forget what was adopted:");
            forget();
        }
    }

    private void forget() {
        Platform platform = installation.rendered().platform();
        String namespace = platform.namespace().getMetadata().getName();
        for (Release release : platform.releases()) {
            terminal.say("%s", "  terraform state rm 'helm_release.%s'".formatted(release.key()));
        }
        terminal.say("%s", "  terraform state rm 'kubernetes_namespace.%s'".formatted(namespace.replace('-', '_')));
        terminal.say(
                "%s",
                "  terraform state rm 'kubernetes_config_map.%s'"
                        .formatted(
                                platform.infraConfig().getMetadata().getName().replace('-', '_')));
        terminal.say(
                "%s",
                "  terraform state rm 'kubernetes_manifest.%s'"
                        .formatted(
                                platform.secretStore().getMetadata().getName().replace('-', '_')));
        terminal.say("  (where the module calls them otherwise: terraform state list)");
    }

    private static Map<String, String> parts(List<Adoption> adoptions) {
        return adoptions.stream()
                .collect(Collectors.groupingBy(
                        adoption -> adoption.part().equals("platform")
                                ? adoption.object().toString()
                                : adoption.part(),
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), all -> all.stream()
                                .flatMap(adoption -> adoption.managers().stream())
                                .distinct()
                                .collect(Collectors.joining(", ")))));
    }
}
