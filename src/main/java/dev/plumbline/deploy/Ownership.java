package dev.plumbline.deploy;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Whose a live object is. What is not ours is never removed. */
public final class Ownership {
    /** An object is written at the time of its creation; a second more, since the server takes the time twice. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private Ownership() {}

    /**
     * Whether a deploy made it. A deploy stamps what it makes and nothing else; for what has no stamp see {@link #isMadeBy}, since a
     * deploy also becomes a manager of what was there before it. What Terraform made and a deploy took over is as if we had made it.
     */
    public static boolean isOurs(HasMetadata live) {
        return entries(live.getMetadata()).stream().anyMatch(entry -> RunStamp.MANAGER.equals(entry.getManager()))
                || isMadeBy(live.getMetadata(), ClusterConnection.USER_AGENT::equals);
    }

    /**
     * Whether it is known that one of these managers made an object: nobody else ever wrote to it, or theirs is an entry as old as the
     * object. An entry has the time of its manager's last write, so of two that are younger neither is known to be the maker's. Status
     * does not count.
     */
    public static boolean isMadeBy(ObjectMeta live, Predicate<String> managers) {
        List<ManagedFieldsEntry> writers = entries(live).stream()
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .toList();
        List<ManagedFieldsEntry> theirs = writers.stream()
                .filter(entry -> managers.test(entry.getManager()))
                .toList();
        return !theirs.isEmpty()
                && (theirs.size() == writers.size()
                        || theirs.stream().anyMatch(entry -> isAtOnce(live.getCreationTimestamp(), entry.getTime())));
    }

    private static List<ManagedFieldsEntry> entries(ObjectMeta live) {
        return Optional.ofNullable(live.getManagedFields()).orElse(List.of());
    }

    private static boolean isAtOnce(String created, String written) {
        return created != null
                && written != null
                && !Instant.parse(written).isAfter(Instant.parse(created).plus(AT_ONCE));
    }

    /** Whether Helm made it for this release, and may remove it. */
    public static boolean isOf(ReleaseId release, HasMetadata live) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        return annotations != null
                && release.name().equals(annotations.get("meta.helm.sh/release-name"))
                && release.namespace().equals(annotations.get("meta.helm.sh/release-namespace"))
                && !isKept(live);
    }

    /** Whether its chart wants it to outlive its release. */
    public static boolean isKept(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && "keep".equals(annotations.get("helm.sh/resource-policy"));
    }
}
