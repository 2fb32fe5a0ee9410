package dev.plumbline.preflight;

import dev.plumbline.account.AwsFailure;

/** What a question without an answer is as a finding: never a pass. */
final class Unanswered {
    private Unanswered() {}

    static Finding finding(String subject, RuntimeException failure) {
        AwsFailure why = AwsFailure.of(failure);
        return Finding.unknown(
                subject,
                why.what(),
                switch (why.kind()) {
                    case FORBIDDEN -> "give whoever runs this the policy of docs/eks.md";
                    case ENDED ->
                        "these credentials have ended, or never were: log in again, or name others"
                                + " (aws_access.profile, aws_access.role_arn)";
                    case REFUSED -> "look at it in the account";
                    case SILENT -> "is the network open, and aws_region right?";
                });
    }
}
