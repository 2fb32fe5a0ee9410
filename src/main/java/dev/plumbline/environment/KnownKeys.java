package dev.plumbline.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The services and releases that every layer may speak of.
 *
 * @param services keys of {@code service_ports} in {@code platform.yaml}
 * @param releases keys of {@code releases} in {@code platform.yaml}
 */
record KnownKeys(Set<String> services, Set<String> releases) {
    private static final List<String> PER_SERVICE = List.of(
            "service_names", "service_ports", "autoscaling", "resources", "probes", "security_context", "values");

    static KnownKeys of(Inputs platform) {
        return new KnownKeys(platform.keys("service_ports"), platform.keys("releases"));
    }

    /** A layer without what it says of unknown services and releases, which is reported. */
    Located.Tree within(Located.Tree layer, Findings findings) {
        Map<String, Located.Entry> kept = new LinkedHashMap<>(layer.entries());
        PER_SERVICE.forEach(
                map -> kept.computeIfPresent(map, (key, entry) -> within(entry, "service", services, findings, map)));
        kept.computeIfPresent("releases", (key, entry) -> within(entry, "release", releases, findings, key));
        Inputs in = findings.in();
        in.list("secrets_config", "consumers")
                .forEach(service -> known(findings, "service", service, services, "secrets_config", "consumers"));
        in.text("redis_cache", "service")
                .ifPresent(service -> known(findings, "service", service, services, "redis_cache", "service"));
        return new Located.Tree(layer.at(), kept);
    }

    private static Located.Entry within(
            Located.Entry entry, String kind, Set<String> known, Findings findings, String map) {
        if (!(entry.value() instanceof Located.Tree tree)) {
            return entry;
        }
        Map<String, Located.Entry> kept = new LinkedHashMap<>(tree.entries());
        kept.keySet().removeIf(key -> !known(findings, kind, key, known, map, key));
        return new Located.Entry(entry.key(), new Located.Tree(tree.at(), kept));
    }

    /** @return whether it is known; if the platform lists nothing at all, that is the problem, and it is reported elsewhere */
    static boolean known(Findings findings, String kind, String word, Set<String> known, String... keys) {
        if (known.isEmpty() || known.contains(word)) {
            return true;
        }
        findings.add(
                "unknown %s %s".formatted(kind, word),
                Spelling.closest(word, known),
                Optional.of(String.join(", ", known)),
                keys);
        return false;
    }
}
