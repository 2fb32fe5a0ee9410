package dev.plumbline.harness;

import dev.plumbline.cluster.TokenKubeconfig;
import dev.plumbline.environment.AwsAccess;
import dev.plumbline.environment.ClusterInputs;
import dev.plumbline.environment.Environment;
import dev.plumbline.iam.aws.AwsCredentials;
import dev.plumbline.iam.aws.AwsSurroundings;
import dev.plumbline.iam.aws.EksTokens;
import dev.plumbline.iam.aws.RenewedToken;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The environment's own EKS cluster, reached with tokens that are made here: no AWS CLI, no kubeconfig to prepare. */
final class EksTarget {
    private EksTarget() {}

    /** Asks nobody yet: a token is made when the first request wants one. */
    static Target of(Workspace workspace, Environment environment) {
        ClusterInputs cluster = environment.cluster();
        URI endpoint = cluster.endpoint().orElseThrow();
        // a token for a host that somebody made up is a token given away
        Guard.refuseSynthetic(environment, endpoint.toString());
        RenewedToken token = new RenewedToken(
                new EksTokens(cluster.name(), environment.aws().region(), credentials(environment)),
                workspace.redactor()::register);
        Path file = workspace.stateOf(environment.name()).resolve("kubeconfig");
        TokenKubeconfig kubeconfig = new TokenKubeconfig(
                cluster.name(), endpoint, cluster.certificateAuthority().orElseThrow(), token::text, file);
        return new Target(
                cluster.name(),
                file,
                Optional.of(kubeconfig),
                environment.awsEndpoints(),
                notes(environment),
                Optional.empty());
    }

    /** What every result must say, also what is set around us and does not decide whose account is asked. */
    static List<String> notes(Environment environment) {
        List<String> notes = new ArrayList<>(AwsSurroundings.ofProcess()
                .ignored(environment.aws().access().profile(), environment.aws().region()));
        if (!environment.target().isLive()) {
            notes.add("rehearsal: a local cluster stands in for EKS, a strict emulator for AWS");
        }
        return notes;
    }

    /** As whom the environment asks AWS. */
    static AwsCredentialsProvider credentials(Environment environment) {
        AwsAccess access = environment.aws().access();
        return new AwsCredentials(
                        environment.aws().region(),
                        access.profile(),
                        access.roleArn(),
                        access.externalId(),
                        RunId.ofProcess())
                .provider(
                        UrlConnectionHttpClient.create(),
                        Optional.ofNullable(environment.awsEndpoints().get("sts")));
    }
}
