package dev.plumbline.drift;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.Ownership;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands the fields that Terraform holds over to who writes them from now on, so that a field that is no longer declared goes away with
 * the next apply instead of staying for ever with an owner who never comes back. Changes owners only, no field: nothing rolls.
 */
final class Takeover {
    private static final String HELM = "java";
    private static final Set<String> OURS = Set.of(ClusterConnection.USER_AGENT, RunStamp.MANAGER);

    private Takeover() {}

    /** The entries of {@code managedFields} as they should be. */
    static List<Map<String, Object>> of(DeclaredObject declared, Map<String, Object> live) {
        boolean applied = declared.part().equals(DeclaredObjects.PLATFORM);
        String manager = applied ? ClusterConnection.USER_AGENT : HELM;
        String operation = applied ? "Apply" : "Update";
        List<Map<String, Object>> kept = new ArrayList<>();
        Map<String, Object> ours = null;
        for (Map<String, Object> entry : entries(live)) {
            boolean own = manager.equals(entry.get("manager")) && operation.equals(entry.get("operation"));
            boolean whole = entry.get("subresource") == null;
            if (whole && (own || Adoption.isTerraform(String.valueOf(entry.get("manager"))))) {
                ours = ours == null ? new LinkedHashMap<>(entry) : merged(ours, entry);
            } else {
                kept.add(entry);
            }
        }
        if (ours != null) {
            ours.put("manager", manager);
            ours.put("operation", operation);
            if (applied && isMadeByThese(live)) {
                // what Terraform made is ours from now on, also to remove, and it may have updated it long after
                ours.put("time", Trees.copy(live.get("metadata")).get("creationTimestamp"));
            }
            kept.add(0, ours);
        }
        return kept;
    }

    /** Whether it is known that Terraform or a deploy made it, and nobody else. */
    private static boolean isMadeByThese(Map<String, Object> live) {
        Map<String, Object> metadata = Trees.copy(live.get("metadata"));
        return metadata.get("creationTimestamp") != null
                && Ownership.isMadeBy(
                        new ObjectMetaBuilder()
                                .withCreationTimestamp(
                                        metadata.get("creationTimestamp").toString())
                                .withManagedFields(entries(live).stream()
                                        .map(Takeover::writer)
                                        .toList())
                                .build(),
                        manager -> OURS.contains(manager) || Adoption.isTerraform(manager));
    }

    private static ManagedFieldsEntry writer(Map<String, Object> entry) {
        return new ManagedFieldsEntryBuilder()
                .withManager(String.valueOf(entry.get("manager")))
                .withSubresource((String) entry.get("subresource"))
                .withTime((String) entry.get("time"))
                .build();
    }

    /** {@code managedFields} of a live object. */
    static List<Map<String, Object>> entries(Map<String, Object> live) {
        List<Map<String, Object>> entries = new ArrayList<>();
        if (live.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("managedFields") instanceof List<?> list) {
            list.forEach(entry -> entries.add(Trees.copy(entry)));
        }
        return entries;
    }

    private static Map<String, Object> merged(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> merged = new LinkedHashMap<>(first);
        Object other = second.get("time");
        if (other != null && other.toString().compareTo(String.valueOf(first.get("time"))) > 0) {
            merged.put("time", other);
        }
        merged.put("fieldsV1", union(Trees.copy(first.get("fieldsV1")), Trees.copy(second.get("fieldsV1"))));
        return merged;
    }

    private static Map<String, Object> union(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> union = new LinkedHashMap<>(first);
        second.forEach((key, below) -> union.merge(key, below, (a, b) -> union(Trees.copy(a), Trees.copy(b))));
        return union;
    }
}
