package dev.plumbline.iam.aws;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A process that asks AWS as the product does, in surroundings that a test made: says whose access key it found, and where its requests
 * would have gone, for which region and service they were signed.
 */
public final class AskingAws {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]{8}/([^,]+)/aws4_request");

    private AskingAws() {}

    /** @param arguments {@code key PROFILE STS}, either of them {@code -} for none; or {@code address REGION} */
    public static void main(String[] arguments) {
        if (arguments[0].equals("key")) {
            System.out.println("key " + key(given(arguments[1]), given(arguments[2])));
        } else {
            AwsAddress address = new AwsAddress(arguments[1], Optional.empty());
            ask("sts", address.tell(StsClient.builder(), StsClient.serviceMetadata()), StsClient::getCallerIdentity);
            ask("iam", address.tellGlobal(IamClient.builder(), IamClient.serviceMetadata()), IamClient::listRoles);
            ask("ecr", address.tell(EcrClient.builder(), EcrClient.serviceMetadata()), EcrClient::describeRepositories);
            ask("sqs", address.tell(SqsClient.builder(), SqsClient.serviceMetadata()), SqsClient::listQueues);
        }
    }

    private static Optional<String> given(String argument) {
        return Optional.of(argument).filter(text -> !text.equals("-"));
    }

    private static String key(Optional<String> profile, Optional<String> sts) {
        try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
            AwsCredentialsProvider credentials = new AwsCredentials(
                            "us-west-2", profile, Optional.empty(), Optional.empty(), "run-7")
                    .provider(http, sts.map(URI::create));
            return credentials.resolveCredentials().accessKeyId();
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> void ask(
            String service, B builder, java.util.function.Consumer<C> question) {
        try {
            question.accept(builder.credentialsProvider(() -> AwsBasicCredentials.create("AKIA", "x"))
                    .httpClient(new Overheard(service))
                    .build());
        } catch (RuntimeException unanswered) {
            // nobody answers; what was asked is what counts
        }
    }

    /** Answers nothing, and says where a request was going. */
    private record Overheard(String service) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            SdkHttpRequest http = request.httpRequest();
            Matcher scope =
                    SCOPE.matcher(http.firstMatchingHeader("Authorization").orElse(""));
            System.out.printf("%s %s %s%n", service, http.host(), scope.find() ? scope.group(1) : "unsigned");
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(400).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {
                    // nothing is under way
                }
            };
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
