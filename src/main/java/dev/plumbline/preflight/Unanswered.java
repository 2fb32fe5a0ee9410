package dev.plumbline.preflight;

import dev.plumbline.account.AwsFailure;

/** What a question without an answer is as a finding: never a pass. */
final class Unanswered {
    private Unanswered() {}

    static Finding finding(String subject, RuntimeException failure) {
        AwsFailure why = AwsFailure.of(failure);
        return Finding.unknown(subject, why.what(), why.remedy());
    }
}
