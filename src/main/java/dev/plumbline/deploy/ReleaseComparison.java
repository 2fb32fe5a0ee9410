package dev.plumbline.deploy;

import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares a release as it should be with its stored revision: chart content, values and rendered objects. Helm itself compares nothing
 * and makes a new revision on every upgrade.
 */
final class ReleaseComparison {
    private final RenderedRelease wanted;

    ReleaseComparison(RenderedRelease wanted) {
        this.wanted = wanted;
    }

    Change with(Optional<StoredRelease> stored) {
        if (stored.isEmpty()) {
            return new Change.Create();
        }
        StoredRelease revision = stored.get();
        if (revision.status() == ReleaseStatus.UNINSTALLED) {
            return new Change.Recover(
                    "it was uninstalled with its history kept, and Helm refuses the name until that is gone");
        }
        if (revision.status().isPending()) {
            return new Change.Recover("revision %d is %s: an earlier run ended in the middle"
                    .formatted(revision.revision(), revision.status()));
        }
        if (revision.status() == ReleaseStatus.FAILED && revision.revision() == 1) {
            return new Change.Recover("the first install failed, and Helm refuses to upgrade such a release");
        }
        List<FieldChange> changes = new ArrayList<>();
        if (revision.status() != ReleaseStatus.DEPLOYED) {
            changes.add(change("status", revision.status().toString(), ReleaseStatus.DEPLOYED.toString()));
        }
        changes.addAll(objectChanges(revision));
        if (changes.isEmpty()
                && !revision.chartDigests().contains(wanted.chart().digest())) {
            changes.add(
                    change("chart content", version(revision), wanted.chart().version()));
        }
        if (changes.isEmpty()) {
            changes.addAll(
                    ObjectDiff.between(revision.values(), wanted.release().values()).stream()
                            .map(field -> new FieldChange("values " + field.path(), field.from(), field.to()))
                            .toList());
        }
        return changes.isEmpty() ? new Change.Unchanged() : new Change.Update(changes);
    }

    private static String version(StoredRelease revision) {
        return revision.chartVersion() + " (other content)";
    }

    /** Letter by letter, which spares reading both; definitions of {@code crds/} are not stored. */
    private boolean isText(String stored) {
        String all = wanted.manifest();
        return !stored.isBlank()
                && all.endsWith(stored)
                && Manifest.trees(all.substring(0, all.length() - stored.length())).stream()
                        .allMatch(before -> "CustomResourceDefinition".equals(before.get("kind")));
    }

    private static FieldChange change(String path, String from, String to) {
        return new FieldChange(path, Optional.of(from), Optional.of(to));
    }

    private List<FieldChange> objectChanges(StoredRelease revision) {
        if (isText(revision.manifest())) {
            return List.of();
        }
        Map<ObjectRef, Map<String, Object>> before = byKey(revision.manifest());
        Map<ObjectRef, Map<String, Object>> after = byKey(wanted.manifest());
        Set<ObjectRef> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (ObjectRef key : keys) {
            if (!before.containsKey(key)) {
                if (key.kind().equals("CustomResourceDefinition")) {
                    continue;
                }
                changes.add(new FieldChange(key.toString(), Optional.empty(), Optional.of("(new object)")));
            } else if (!after.containsKey(key)) {
                changes.add(new FieldChange(key.toString(), Optional.of("(object)"), Optional.empty()));
            } else {
                ObjectDiff.between(before.get(key), after.get(key))
                        .forEach(field ->
                                changes.add(new FieldChange(key + " " + field.path(), field.from(), field.to())));
            }
        }
        return changes;
    }

    /** CRDs of a chart's {@code crds/} folder are no part of a stored manifest; Helm never changes them after the first install. */
    static Map<ObjectRef, Map<String, Object>> byKey(String manifest) {
        return Manifest.trees(manifest).stream()
                .collect(Collectors.toMap(
                        ReleaseComparison::refOf,
                        GeneratedFields::without,
                        (first, second) -> second,
                        LinkedHashMap::new));
    }

    private static ObjectRef refOf(Map<String, Object> tree) {
        Map<?, ?> metadata = (Map<?, ?>) tree.get("metadata");
        return new ObjectRef(
                String.valueOf(tree.get("apiVersion")),
                String.valueOf(tree.get("kind")),
                Optional.ofNullable((String) metadata.get("namespace")),
                String.valueOf(metadata.get("name")));
    }
}
