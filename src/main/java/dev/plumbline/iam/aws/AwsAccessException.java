package dev.plumbline.iam.aws;

/** AWS cannot be asked; the message says why and what to do. */
public final class AwsAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwsAccessException(String message, Throwable cause) {
        super(message, cause);
    }

    static AwsAccessException withoutCredentials(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new AwsAccessException("""
                there are no AWS credentials
                  found   %s
                  do      name aws_access.profile in the environment's file (AWS_PROFILE is ignored), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
                  look    aws sts get-caller-identity""".formatted(root.getMessage()), cause);
    }
}
