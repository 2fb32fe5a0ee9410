package dev.plumbline.iam.aws;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * A profile of the AWS configuration files, read when it is first used. Keys and processes are the SDK's affair; its roles are assumed
 * here, since the SDK asks for them at whatever STS the surroundings name.
 */
final class ProfileCredentials implements AwsCredentialsProvider {
    private final String name;
    private final StsClient sts;
    private final String session;
    private AwsCredentialsProvider read;

    ProfileCredentials(String name, StsClient sts, String session) {
        this.name = name;
        this.sts = sts;
        this.session = session;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (read == null) {
            read = of(ProfileFile.defaultProfileFile(), name, new HashSet<>());
        }
        return read.resolveCredentials();
    }

    private AwsCredentialsProvider of(ProfileFile file, String profileName, Set<String> seen) {
        Profile profile = file.profile(profileName)
                .orElseThrow(() -> refused("there is no profile %s in the AWS configuration files", profileName));
        Optional<String> role = profile.property(ProfileProperty.ROLE_ARN);
        if (role.isEmpty()) {
            return plain(file, profileName);
        }
        if (!seen.add(profileName)) {
            throw refused("profile %s is its own source", profileName);
        }
        Optional<String> token = profile.property(ProfileProperty.WEB_IDENTITY_TOKEN_FILE);
        if (token.isPresent()) {
            return StsWebIdentityTokenFileCredentialsProvider.builder()
                    .stsClient(sts)
                    .roleArn(role.get())
                    .roleSessionName(session(profile))
                    .webIdentityTokenFile(Path.of(token.get()))
                    .build();
        }
        return assuming(role.get(), profile, source(file, profile, seen));
    }

    private AwsCredentialsProvider source(ProfileFile file, Profile profile, Set<String> seen) {
        Optional<String> other = profile.property(ProfileProperty.SOURCE_PROFILE);
        if (other.isPresent()) {
            return of(file, other.get(), seen);
        }
        String kind = profile.property(ProfileProperty.CREDENTIAL_SOURCE)
                .orElseThrow(() -> refused("profile %s has a role and no source_profile", profile.name()));
        return switch (kind) {
            case "Environment" -> EnvironmentVariableCredentialsProvider.create();
            case "EcsContainer" -> ContainerCredentialsProvider.create();
            case "Ec2InstanceMetadata" -> InstanceProfileCredentialsProvider.create();
            default -> throw refused("profile %s has an unknown credential_source", profile.name());
        };
    }

    private AwsCredentialsProvider assuming(String role, Profile profile, AwsCredentialsProvider source) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role)
                        .roleSessionName(session(profile))
                        .externalId(
                                profile.property(ProfileProperty.EXTERNAL_ID).orElse(null))
                        .overrideConfiguration(asked -> asked.credentialsProvider(source)))
                .build();
    }

    private String session(Profile profile) {
        return profile.property(ProfileProperty.ROLE_SESSION_NAME).orElse(session);
    }

    private static AwsCredentialsProvider plain(ProfileFile file, String profile) {
        return ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName(profile)
                .build();
    }

    private static SdkClientException refused(String why, String profile) {
        return SdkClientException.create(why.formatted(profile));
    }
}
