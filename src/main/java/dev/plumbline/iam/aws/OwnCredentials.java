package dev.plumbline.iam.aws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * Who we are before any role is assumed: the profile that the environment names and nothing else, or what the surroundings hand us, in
 * the SDK's order. Not the SDK's own chain: that one obeys {@code AWS_PROFILE}, and asks an STS of its own choice.
 *
 * @param sts where web identities and profiles with roles are exchanged
 * @param session names the sessions that come of it, where neither a profile nor the surroundings name them
 */
record OwnCredentials(StsClient sts, String session) {
    private static final String DEFAULT = "default";

    /** Asks and reads nothing yet. */
    AwsCredentialsProvider of(Optional<String> profile) {
        return profile.<AwsCredentialsProvider>map(this::profile).orElseGet(this::handed);
    }

    private AwsCredentialsProvider handed() {
        List<AwsCredentialsProvider> links = new ArrayList<>();
        links.add(SystemPropertyCredentialsProvider.create());
        links.add(EnvironmentVariableCredentialsProvider.create());
        webIdentity().ifPresent(links::add);
        links.add(profile(DEFAULT));
        links.add(ContainerCredentialsProvider.create());
        links.add(InstanceProfileCredentialsProvider.builder()
                .profileName(DEFAULT)
                .build());
        return AwsCredentialsProviderChain.of(links.toArray(AwsCredentialsProvider[]::new));
    }

    private ProfileCredentials profile(String name) {
        return new ProfileCredentials(name, sts, session);
    }

    private Optional<AwsCredentialsProvider> webIdentity() {
        Optional<String> role = SdkSystemSetting.AWS_ROLE_ARN.getStringValue();
        return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE
                .getStringValue()
                .filter(file -> role.isPresent())
                .map(file -> StsWebIdentityTokenFileCredentialsProvider.builder()
                        .stsClient(sts)
                        .roleArn(role.get())
                        .roleSessionName(SdkSystemSetting.AWS_ROLE_SESSION_NAME
                                .getStringValue()
                                .orElse(session))
                        .webIdentityTokenFile(Path.of(file))
                        .build());
    }
}
