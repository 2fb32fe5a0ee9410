package dev.plumbline.preflight;

import dev.plumbline.account.AwsClients;
import dev.plumbline.environment.AppConfigIds;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.Messaging;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.appconfig.AppConfigClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Whether the secret, the queues, the topics and the configuration exist. Never reads a value. */
record ResourceProbes(Environment environment, AwsClients aws) {

    List<Probe> probes() {
        Messaging messaging = environment.messaging();
        SqsClient sqs = aws.sqs();
        SnsClient sns = aws.sns();
        AppConfigClient appConfig = aws.appConfig();
        AppConfigIds ids = environment.appConfig();
        return Stream.of(
                        secret(aws.secrets()),
                        queue(sqs, "inference", messaging.inferenceQueueUrl()),
                        queue(sqs, "judge", messaging.judgeQueueUrl()),
                        topic(sns, "inference", messaging.inferenceTopicArn()),
                        topic(sns, "judge", messaging.judgeTopicArn()),
                        configuration(
                                "application " + ids.application(),
                                () -> appConfig.getApplication(request -> request.applicationId(ids.application()))),
                        configuration(
                                "environment " + ids.environment(),
                                () -> appConfig.getEnvironment(request ->
                                        request.applicationId(ids.application()).environmentId(ids.environment()))),
                        configuration(
                                "profile " + ids.profile(),
                                () -> appConfig.getConfigurationProfile(
                                        request -> request.applicationId(ids.application())
                                                .configurationProfileId(ids.profile()))))
                .toList();
    }

    private Probe secret(SecretsManagerClient secrets) {
        String id = environment.secrets().rdsSecretId();
        String subject = "secret " + id;
        return new Probe(subject, () -> {
            try {
                DescribeSecretResponse secret = secrets.describeSecret(request -> request.secretId(id));
                return List.of(
                        secret.deletedDate() == null
                                ? Finding.right(subject, "exists")
                                : Finding.wrong(
                                        subject,
                                        "is being deleted since " + secret.deletedDate(),
                                        "aws secretsmanager restore-secret --secret-id " + id));
            } catch (software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException none) {
                return missing(subject, "secrets", "secrets_config.rds_secret_id");
            }
        });
    }

    private static Probe queue(SqsClient sqs, String key, String url) {
        String subject = "queue " + url;
        return new Probe(subject, () -> {
            try {
                sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN));
                return List.of(Finding.right(subject, "exists"));
            } catch (SqsException refused) {
                if (isMissing(refused)) {
                    return missing(subject, "sqs", "sqs_queue_urls." + key);
                }
                throw refused;
            }
        });
    }

    /** The JSON protocol names the error one way, the older query protocol the other. */
    private static boolean isMissing(SqsException refused) {
        return refused instanceof QueueDoesNotExistException
                || refused.awsErrorDetails() != null
                        && String.valueOf(refused.awsErrorDetails().errorCode()).endsWith("NonExistentQueue");
    }

    private static Probe topic(SnsClient sns, String key, String arn) {
        String subject = "topic " + arn;
        return new Probe(subject, () -> {
            try {
                sns.getTopicAttributes(request -> request.topicArn(arn));
                return List.of(Finding.right(subject, "exists"));
            } catch (NotFoundException none) {
                return missing(subject, "sns", "sns_topic_arns." + key);
            }
        });
    }

    private static Probe configuration(String what, Runnable ask) {
        String subject = "AppConfig " + what;
        return new Probe(subject, () -> {
            try {
                ask.run();
                return List.of(Finding.right(subject, "exists"));
            } catch (software.amazon.awssdk.services.appconfig.model.ResourceNotFoundException none) {
                return missing(subject, "appconfig", "appconfig_ids");
            }
        });
    }

    private static List<Finding> missing(String subject, String module, String key) {
        return List.of(
                Finding.wrong(subject, "does not exist", "apply module %s, or correct %s".formatted(module, key)));
    }
}
