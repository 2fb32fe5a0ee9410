package dev.plumbline.environment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How service accounts get their IAM roles.
 *
 * @param usual of all roles but those of {@code byRole}
 * @param byRole by role key
 */
public record WorkloadIdentities(Way usual, Map<String, Way> byRole) {
    static final String KEY = "workload_identity";
    static final String BY_ROLE = "workload_identities";

    /** The two ways that EKS has. */
    public enum Way {
        /** An annotation of the account names the role, whose trust policy names the account's tokens. */
        IRSA,
        /** An association within EKS names account and role; the account bears no annotation. */
        POD_IDENTITY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public WorkloadIdentities {
        byRole = Ordered.copy(byRole);
    }

    /** IRSA for all. */
    public static WorkloadIdentities irsa() {
        return new WorkloadIdentities(Way.IRSA, Map.of());
    }

    static WorkloadIdentities of(Inputs in) {
        Map<String, Way> byRole = new LinkedHashMap<>();
        in.texts(BY_ROLE).forEach((role, word) -> byRole.put(role, way(word)));
        return new WorkloadIdentities(in.text(KEY).map(WorkloadIdentities::way).orElse(Way.IRSA), byRole);
    }

    private static Way way(String word) {
        return Way.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static List<String> words() {
        return Arrays.stream(Way.values()).map(Way::word).toList();
    }

    /** How the account of a role gets it. */
    public Way of(String roleKey) {
        return byRole.getOrDefault(roleKey, usual);
    }

    public boolean usesPodIdentity(String roleKey) {
        return of(roleKey) == Way.POD_IDENTITY;
    }
}
