package dev.plumbline.deploy;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whose a live object is. What is not ours is never removed. */
public final class Ownership {
    private Ownership() {}

    /**
     * Whether a deploy made it. A deploy stamps what it makes and nothing else; what has no stamp is judged by who wrote first, since a
     * deploy also becomes a manager of what was there before it. What Terraform made and a deploy took over is as if we had written then.
     * Status does not count.
     */
    public static boolean isOurs(HasMetadata live) {
        List<ManagedFieldsEntry> entries =
                Optional.ofNullable(live.getMetadata().getManagedFields()).orElse(List.of());
        return entries.stream().anyMatch(entry -> RunStamp.MANAGER.equals(entry.getManager()))
                || entries.stream()
                        .filter(entry -> entry.getSubresource() == null
                                || entry.getSubresource().isEmpty())
                        .min(Comparator.comparing(
                                        (ManagedFieldsEntry entry) -> Objects.requireNonNullElse(entry.getTime(), ""))
                                .thenComparing(entry -> !ClusterConnection.USER_AGENT.equals(entry.getManager())))
                        .filter(maker -> ClusterConnection.USER_AGENT.equals(maker.getManager()))
                        .isPresent();
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
