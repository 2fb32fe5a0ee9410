package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ReleaseSettings;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.iam.ServiceAccount;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which service account carries which role. */
final class Roles {
    private Roles() {}

    /** By role key, in the order of the environment. */
    static Map<String, ServiceAccount> accountsOf(Environment environment) {
        Map<String, ServiceAccount> accounts = new LinkedHashMap<>();
        for (ReleaseSettings release : environment.releases().values()) {
            release.roleKey()
                    .ifPresent(role -> accounts.put(
                            role,
                            new ServiceAccount(
                                    release.namespace(),
                                    release.serviceAccount().orElse(release.name()))));
        }
        for (ServiceSettings service : environment.services().values()) {
            accounts.put(service.roleKey(), new ServiceAccount(environment.namespace(), service.name()));
        }
        return accounts;
    }
}
