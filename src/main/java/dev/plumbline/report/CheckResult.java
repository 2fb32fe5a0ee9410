package dev.plumbline.report;

import dev.plumbline.redact.Redactor;
import java.time.Duration;

/**
 * One check on one subject of one target.
 *
 * @param id of the requirement, for example {@code HPA-001}
 * @param sentence the requirement, for people
 * @param level what a failure means
 * @param target for example {@code rendered:dev}
 * @param subject for example {@code gateway}
 * @param tier how strong its evidence is
 * @param outcome what became of it
 * @param duration how long it took
 */
public record CheckResult(
        String id,
        String sentence,
        Level level,
        String target,
        String subject,
        EvidenceTier tier,
        Outcome outcome,
        Duration duration) {

    /** The same without secrets in its words. */
    public CheckResult redacted(Redactor redactor) {
        return new CheckResult(id, sentence, level, target, subject, tier, outcome.redacted(redactor), duration);
    }

    /** Whether something was found out. */
    public boolean isDecided() {
        return outcome instanceof Outcome.Passed || outcome instanceof Outcome.Failed;
    }

    /** Whether the platform, or what is known of it, is not good enough. */
    public boolean isRed() {
        return outcome instanceof Outcome.Unknown || (outcome instanceof Outcome.Failed && level == Level.MUST);
    }

    /** Whether it failed without being red. */
    public boolean isRemark() {
        return outcome instanceof Outcome.Failed && level == Level.SHOULD;
    }
}
