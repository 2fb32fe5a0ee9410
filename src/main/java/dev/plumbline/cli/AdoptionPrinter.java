package dev.plumbline.cli;

import dev.plumbline.deploy.Plan;
import dev.plumbline.drift.Adoption;
import dev.plumbline.harness.Installation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            forget(adoptions);
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
            forget(adopted);
        }
    }

    private void forget(List<Adoption> adoptions) {
        addresses(adoptions).forEach(address -> terminal.say("%s", "  terraform state rm '%s'".formatted(address)));
        terminal.say("  (where the module calls them otherwise: terraform state list)");
    }

    /** As the module calls them: releases by their key, objects by their name. */
    private List<String> addresses(List<Adoption> adoptions) {
        Set<String> parts = adoptions.stream().map(Adoption::part).collect(Collectors.toSet());
        return Stream.concat(
                        installation.rendered().platform().releases().stream()
                                .filter(release -> parts.contains(release.name()))
                                .map(release -> "helm_release." + release.key()),
                        adoptions.stream()
                                .filter(adoption -> !adoption.isOfARelease())
                                .map(adoption -> adoption.resourceType() + "."
                                        + adoption.object().name().replace('-', '_')))
                .toList();
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
