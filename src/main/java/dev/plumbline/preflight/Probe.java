package dev.plumbline.preflight;

import dev.plumbline.account.AwsFailure;
import java.util.List;

/**
 * One question to AWS, or a few that belong together. Reads only.
 *
 * @param subject what it looks at, for when it cannot be asked
 * @param look asks
 */
record Probe(String subject, Look look) {

    /** The asking itself; what AWS refuses may be thrown. */
    @FunctionalInterface
    interface Look {
        List<Finding> ask();
    }

    /** @param emulated whether an emulator answers, which does not know every question */
    List<Finding> findings(boolean emulated) {
        try {
            return look.ask();
        } catch (RuntimeException failure) {
            return List.of(
                    emulated && AwsFailure.isUnknownQuestion(failure)
                            ? Finding.remark(subject, "the emulator cannot tell", "")
                            : Unanswered.finding(subject, failure));
        }
    }
}
