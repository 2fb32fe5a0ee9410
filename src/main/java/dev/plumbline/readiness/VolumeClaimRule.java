package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** Bound. A lost volume does not come back. */
final class VolumeClaimRule implements ReadinessRule<PersistentVolumeClaim> {

    @Override
    public Readiness assess(PersistentVolumeClaim claim, View view) {
        String phase = claim.getStatus() == null
                ? ""
                : String.valueOf(claim.getStatus().getPhase());
        if ("Bound".equals(phase)) {
            return new Ready();
        }
        if ("Lost".equals(phase)) {
            return new Terminal("has lost its volume");
        }
        return new NotYet("is not bound (" + (phase.isEmpty() ? "no phase yet" : phase) + ")"
                + view.lastWarning(claim)
                        .map(event -> "; " + Events.text(event))
                        .orElse(""));
    }
}
