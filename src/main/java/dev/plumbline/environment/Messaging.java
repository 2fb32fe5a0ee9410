package dev.plumbline.environment;

/** SQS queue URLs and SNS topic ARNs. */
public record Messaging(
        String inferenceQueueUrl, String judgeQueueUrl, String inferenceTopicArn, String judgeTopicArn) {}
