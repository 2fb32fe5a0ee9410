package dev.plumbline.harness;

import dev.plumbline.account.AwsAccountReader;
import dev.plumbline.account.AwsClients;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.observe.AskedAccount;
import java.util.Optional;

/** The AWS account of an environment for one verification: AWS, or the emulator that the environment names. */
final class VerifiedAccount implements AutoCloseable {
    private final AskedAccount asked;
    private final Optional<AwsClients> aws;

    private VerifiedAccount(AskedAccount asked, Optional<AwsClients> aws) {
        this.asked = asked;
        this.aws = aws;
    }

    /** @param wanted whether AWS may be asked at all */
    static VerifiedAccount of(Workspace workspace, Environment environment, boolean wanted) {
        if (environment.target() == TargetKind.LOCAL) {
            return notAsked("the emulator beside a local cluster has no roles; the rehearsal has");
        }
        if (!wanted) {
            return notAsked("AWS was not to be asked");
        }
        AwsClients clients = new AwsClients(
                environment.aws().region(),
                EksTarget.credentials(environment),
                environment.awsEndpoints().values().stream().findFirst());
        return new VerifiedAccount(
                new AskedAccount.Asked(new AwsAccountReader(
                        environment, clients, "plumbline-" + RunId.ofProcess(), workspace.redactor()::register)),
                Optional.of(clients));
    }

    private static VerifiedAccount notAsked(String why) {
        return new VerifiedAccount(new AskedAccount.NotAsked(why), Optional.empty());
    }

    AskedAccount asked() {
        return asked;
    }

    @Override
    public void close() {
        aws.ifPresent(AwsClients::close);
    }
}
