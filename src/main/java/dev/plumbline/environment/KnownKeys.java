package dev.plumbline.environment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Services, releases and roles that one layer speaks of must be ones that the platform has.
 *
 * @param services keys of {@code service_ports} in {@code platform.yaml}
 * @param releases keys of {@code releases} in {@code platform.yaml}
 * @param roles what {@code iam_role_arns} may hold
 */
record KnownKeys(Set<String> services, Set<String> releases, Set<String> roles) implements Rule {
    private static final List<String> PER_SERVICE = List.of(
            "service_names", "service_ports", "autoscaling", "resources", "probes", "security_context", "values");

    /** @param merged for the role keys, which an environment may change */
    static KnownKeys of(Inputs platform, Inputs merged) {
        return new KnownKeys(platform.keys("service_ports"), platform.keys("releases"), roles(merged));
    }

    /** The keys of {@code iam_role_arns} that something uses. */
    static Set<String> roles(Inputs merged) {
        Set<String> roles = new LinkedHashSet<>();
        merged.keys("releases")
                .forEach(key -> merged.text("releases", key, "role_key").ifPresent(roles::add));
        merged.keys("service_ports").forEach(key -> roles.add(ServiceKeys.roleKeyOf(key)));
        return roles;
    }

    @Override
    public void check(Inputs layer, Findings findings) {
        PER_SERVICE.forEach(map -> keys(layer, findings, "service", services, map));
        keys(layer, findings, "release", releases, "releases");
        keys(layer, findings, "role", roles, "iam_role_arns");
        layer.list("secrets_config", "consumers")
                .forEach(service -> known(findings, "service", service, services, "secrets_config", "consumers"));
        layer.text("redis_cache", "service")
                .ifPresent(service -> known(findings, "service", service, services, "redis_cache", "service"));
    }

    private static void keys(Inputs layer, Findings findings, String kind, Set<String> known, String map) {
        layer.keys(map).forEach(key -> known(findings, kind, key, known, map, key));
    }

    private static void known(Findings findings, String kind, String word, Set<String> known, String... keys) {
        if (!known.contains(word)) {
            findings.add(
                    "unknown %s %s".formatted(kind, word),
                    Spelling.closest(word, known),
                    Optional.of(String.join(", ", known)),
                    keys);
        }
    }
}
