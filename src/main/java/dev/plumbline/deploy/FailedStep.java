package dev.plumbline.deploy;

import dev.plumbline.helm.ReleaseId;
import dev.plumbline.readiness.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * A step that did not come up, as it is at that moment.
 *
 * @param step its id
 * @param reason what was thrown, or last seen; may have many lines
 * @param objects what it was to bring up
 * @param release whose revision it was, if it is one's
 */
public record FailedStep(String step, String reason, List<ObjectRef> objects, Optional<ReleaseId> release) {
    public FailedStep {
        objects = List.copyOf(objects);
    }
}
