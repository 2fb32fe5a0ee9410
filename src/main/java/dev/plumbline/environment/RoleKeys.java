package dev.plumbline.environment;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What {@code iam_role_arns} may hold in a layer that people write.
 *
 * @param used the keys that a service or a release of the merged inputs uses
 */
record RoleKeys(Set<String> used) implements Rule {
    static RoleKeys of(Inputs merged) {
        Set<String> used = new LinkedHashSet<>();
        merged.keys("releases")
                .forEach(key -> merged.text("releases", key, "role_key").ifPresent(used::add));
        merged.keys("service_ports").forEach(key -> used.add(ServiceKeys.roleKeyOf(key)));
        return new RoleKeys(used);
    }

    @Override
    public void check(Inputs layer, Findings findings) {
        layer.keys("iam_role_arns")
                .forEach(role -> KnownKeys.known(findings, "role", role, used, "iam_role_arns", role));
    }
}
