package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what an Event says, whichever of the two generations of fields it uses. */
final class Events {
    private Events() {}

    static boolean isAbout(Event event, HasMetadata object) {
        var about = event.getInvolvedObject();
        if (about == null) {
            return false;
        }
        if (about.getUid() != null && object.getMetadata().getUid() != null) {
            return about.getUid().equals(object.getMetadata().getUid());
        }
        return Objects.equals(about.getKind(), object.getKind())
                && Objects.equals(about.getName(), object.getMetadata().getName());
    }

    /** When it was last seen, by the cluster's clock; the epoch when it does not say. */
    static Instant time(Event event) {
        return Stream.of(
                        event.getLastTimestamp(),
                        event.getSeries() == null
                                ? null
                                : text(event.getSeries().getLastObservedTime()),
                        text(event.getEventTime()),
                        event.getMetadata() == null ? null : event.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .map(Events::instant)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** How often it was seen. */
    static int count(Event event) {
        if (event.getSeries() != null && event.getSeries().getCount() != null) {
            return event.getSeries().getCount();
        }
        return Optional.ofNullable(event.getCount()).orElse(1);
    }

    static String message(Event event) {
        return Optional.ofNullable(event.getMessage()).orElse("").strip();
    }

    /** {@code FailedMount: MountVolume.SetUp failed ...} */
    static String text(Event event) {
        return event.getReason() + ": " + message(event);
    }

    static Instant instant(String timestamp) {
        try {
            return OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }

    private static String text(MicroTime time) {
        return time == null ? null : time.getTime();
    }
}
