package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The refusals of pods that StatefulSets, DaemonSets and Jobs tell only in events. An event lives for an hour, so one from before the
 * object's last change says nothing of it as it is now. Both times are the cluster's.
 */
final class FailedCreate {
    private FailedCreate() {}

    static Optional<Readiness> of(HasMetadata owner, View view) {
        Instant changed = lastChange(owner);
        return view.warningsOf(owner).stream()
                .filter(event -> "FailedCreate".equals(event.getReason()))
                .filter(event -> !Events.time(event).isBefore(changed))
                .max(Comparator.comparing(Events::time))
                .map(FailedCreate::judge);
    }

    private static Readiness judge(Event event) {
        return AdmissionDenial.of(Events.message(event));
    }

    /** When somebody other than a status writer last wrote the object. */
    private static Instant lastChange(HasMetadata object) {
        List<ManagedFieldsEntry> entries =
                Optional.ofNullable(object.getMetadata().getManagedFields()).orElse(List.of());
        return Stream.concat(
                        Stream.ofNullable(object.getMetadata().getCreationTimestamp()),
                        entries.stream()
                                .filter(entry -> !"status".equals(entry.getSubresource()))
                                .map(ManagedFieldsEntry::getTime)
                                .filter(Objects::nonNull))
                .map(Events::instant)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
