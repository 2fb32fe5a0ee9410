package dev.plumbline.iam.aws;

import java.time.Instant;

/**
 * A bearer token for the API server of an EKS cluster.
 *
 * @param text {@code k8s-aws-v1.} and a presigned URL; whoever has it is us
 * @param issued when it was signed
 * @param goodUntil when EKS, or the credentials behind it, stop taking it
 */
public record Token(String text, Instant issued, Instant goodUntil) {
    @Override
    public String toString() {
        return "Token[good until " + goodUntil + "]";
    }
}
