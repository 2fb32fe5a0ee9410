package dev.plumbline.account;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What an answer that is none means.
 *
 * @param kind whose affair it is
 * @param what for people
 */
public record AwsFailure(Kind kind, String what) {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** Whose affair it is. */
    public enum Kind {
        /** Whoever asks may not. */
        FORBIDDEN("give whoever runs this the policy of docs/eks.md"),
        /** Whoever asks is nobody, or not any more. */
        ENDED("these credentials have ended, or never were: log in again, or name others"
                + " (aws_access.profile, aws_access.role_arn)"),
        /** AWS understood, and said no. */
        REFUSED("look at it in the account"),
        /** Nobody answered, or not in a way that can be understood. */
        SILENT("is the network open, aws_region right, and are there credentials?");

        private final String remedy;

        Kind(String remedy) {
            this.remedy = remedy;
        }
    }

    /** What to do about it. */
    public String remedy() {
        return kind.remedy;
    }

    public static AwsFailure of(RuntimeException failure) {
        if (failure instanceof AwsServiceException refused) {
            String code = code(refused);
            if (code.contains("ExpiredToken") || code.equals("InvalidClientTokenId")) {
                return new AwsFailure(Kind.ENDED, code + ": " + message(refused));
            }
            return refused.statusCode() == FORBIDDEN || code.contains("AccessDenied") || code.contains("NotAuthorized")
                    ? new AwsFailure(Kind.FORBIDDEN, "may not be read: " + message(refused))
                    : new AwsFailure(Kind.REFUSED, code + ": " + message(refused));
        }
        String what = failure instanceof SdkClientException ? "AWS does not answer" : "cannot be understood";
        return new AwsFailure(Kind.SILENT, what + ": " + failure.getMessage());
    }

    /** AWS answered, and has no such thing. */
    public static boolean isMissing(RuntimeException failure) {
        return failure instanceof AwsServiceException refused && code(refused).contains("NotFound");
    }

    /** An answer without any of AWS's error codes: nobody there understands the question. */
    public static boolean isUnknownQuestion(RuntimeException failure) {
        return failure instanceof AwsServiceException refused
                && refused.statusCode() == NOT_FOUND
                && code(refused).startsWith("HTTP");
    }

    static String code(AwsServiceException refused) {
        return refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
                ? "HTTP " + refused.statusCode()
                : refused.awsErrorDetails().errorCode();
    }

    static String message(AwsServiceException refused) {
        return refused.awsErrorDetails() == null || refused.awsErrorDetails().errorMessage() == null
                ? "" + refused.getMessage()
                : refused.awsErrorDetails().errorMessage();
    }
}
