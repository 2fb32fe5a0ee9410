package dev.plumbline.preflight;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an answer that is none means. */
final class AwsFailure {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private AwsFailure() {}

    /** An answer without any of AWS's error codes: nobody there understands the question. */
    static boolean isUnknownQuestion(RuntimeException failure) {
        return failure instanceof AwsServiceException refused
                && refused.statusCode() == NOT_FOUND
                && code(refused).startsWith("HTTP");
    }

    static Finding finding(String subject, RuntimeException failure) {
        if (failure instanceof AwsServiceException refused) {
            String code = code(refused);
            if (code.contains("ExpiredToken") || code.equals("InvalidClientTokenId")) {
                return Finding.unknown(
                        subject,
                        code + ": " + message(refused),
                        "these credentials have ended, or never were: log in again, or name others"
                                + " (aws_access.profile, aws_access.role_arn)");
            }
            if (refused.statusCode() == FORBIDDEN || code.contains("AccessDenied") || code.contains("NotAuthorized")) {
                return Finding.unknown(
                        subject,
                        "may not be read: " + message(refused),
                        "give whoever runs this the policy of docs/eks.md");
            }
            return Finding.unknown(subject, code + ": " + message(refused), "look at it in the account");
        }
        String what = failure instanceof SdkClientException ? "AWS does not answer" : "cannot be understood";
        return Finding.unknown(
                subject, what + ": " + failure.getMessage(), "is the network open, and aws_region right?");
    }

    private static String code(AwsServiceException refused) {
        return refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
                ? "HTTP " + refused.statusCode()
                : refused.awsErrorDetails().errorCode();
    }

    private static String message(AwsServiceException refused) {
        return refused.awsErrorDetails() == null || refused.awsErrorDetails().errorMessage() == null
                ? "" + refused.getMessage()
                : refused.awsErrorDetails().errorMessage();
    }
}
