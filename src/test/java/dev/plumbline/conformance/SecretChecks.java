package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertEachIfAny;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;
import dev.plumbline.report.Level;
import java.util.List;

@Conformance("Secret store and credentials")
class SecretChecks {
    private static final List<String> KEYS = List.of("username", "password");

    @Requirement("STORE-001")
    @ForPlatform
    void secretStoreReadsTheSecretsManagerOfTheRegion(Observed observed) {
        assertThat(observed.secretStore())
                .declaredAt("aws_region")
                .readsSecretsManagerOf(observed.environment().aws().region());
    }

    @Requirement("STORE-002")
    @ForEachRelease(chart = "external-secrets")
    void secretStoreAuthenticatesAsTheOperator(DeclaredRelease release, Observed observed) {
        assumeTrue(
                !PodIdentityChecks.operatorUsesPodIdentity(release, observed),
                "by EKS Pod Identity, not by a token of the operator's account: PODID-003 looks at it");
        String account = release.settings().orElseThrow().serviceAccount().orElse(release.name());
        assertThat(observed.secretStore())
                .declaredAt("releases." + release.key())
                .authenticatesAs(release.namespace(), account);
    }

    @Requirement(
            value = "STORE-003",
            sources = {LOCAL, EKS},
            otherwise = "only a running operator can tell")
    @ForPlatform
    void secretStoreIsReady(Observed observed) {
        assertThat(observed.secretStore()).isReady();
    }

    @Requirement("ES-001")
    @ForPlatform
    void externalSecretAsksTheClusterStore(Observed observed) {
        assertThat(observed.externalSecret())
                .declaredAt("secrets_config")
                .asksStore(observed.environment().secrets().storeName());
    }

    @Requirement("ES-002")
    @ForPlatform
    void externalSecretWritesTheDeclaredSecret(Observed observed) {
        assertThat(observed.externalSecret())
                .declaredAt("secrets_config")
                .writes(observed.environment().secrets());
    }

    @Requirement("ES-003")
    @ForPlatform
    void externalSecretFetchesTheDeclaredProperties(Observed observed) {
        assertThat(observed.externalSecret())
                .declaredAt("secrets_config")
                .fetches(observed.environment().secrets());
    }

    @Requirement(
            value = "ES-004",
            sources = {LOCAL, EKS},
            otherwise = "only a running operator can tell")
    @ForPlatform
    void externalSecretIsSynced(Observed observed) {
        assertThat(observed.externalSecret()).isSynced();
    }

    @Requirement(
            value = "ES-005",
            sources = {LOCAL, EKS},
            otherwise = "only a running operator writes it")
    @ForPlatform
    void credentialsAreThere(Observed observed) {
        String name = observed.environment().secrets().secretName();
        assertThat(observed.secret(name)).hasFilled(KEYS).canBeRewritten().isOwnedBy(observed.externalSecret());
    }

    @Requirement("ES-006")
    @ForEachService(readingCredentials = true)
    void serviceGetsTheCredentialsFromTheSecret(ServiceSettings service, Observed observed) {
        String secret = observed.environment().secrets().secretName();
        assertThat(observed.deploymentOf(service).container("service"))
                .takesSecret("RDS_USERNAME", secret, "username")
                .takesSecret("RDS_PASSWORD", secret, "password");
    }

    @Requirement("ES-007")
    @ForPlatform
    void nobodyElseGetsTheCredentials(Observed observed) {
        String secret = observed.environment().secrets().secretName();
        var readers = observed.declared().credentialReaders();
        assertEachIfAny(
                observed.declared().services().stream()
                        .filter(service -> !readers.contains(service))
                        .flatMap(service -> observed.deploymentOf(service).containers().stream())
                        .toList(),
                container -> assertThat(container).doesNotUseSecret(secret));
    }

    @Requirement(
            value = "ES-008",
            sources = {LOCAL, EKS},
            otherwise = "only a running operator can tell")
    @ForPlatform
    void externalSecretIsSyncedAsItIsDeclaredNow(Observed observed) {
        assertThat(observed.externalSecret()).isSyncedAtItsGeneration();
    }

    @Requirement(
            value = "ES-009",
            sources = {LOCAL, EKS},
            otherwise = "only a running operator can tell")
    @ForPlatform
    void externalSecretIsRefreshedAtItsInterval(Observed observed) {
        assertThat(observed.externalSecret())
                .wasRefreshedBefore(observed.evidence().at());
    }

    /** A remark, since the API server tells when the Secret was changed, not whether that was its data. */
    @Requirement(
            value = "ES-010",
            level = Level.SHOULD,
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachService(readingCredentials = true)
    void containersStartedAfterTheCredentialsChanged(ServiceSettings service, Observed observed) {
        var secret = observed.secret(observed.environment().secrets().secretName());
        if (observed.deploymentOf(service).mountsSecret(secret.id().name())) {
            // the kubelet renews what is mounted as a file
            return;
        }
        assumeTrue(
                secret.lastChanged().isPresent(), "the API server does not tell when " + secret.id() + " was changed");
        assertEach(observed.podsOf(observed.deploymentOf(service)), pod -> assertThat(pod)
                .startedSince(secret.lastChanged().get()));
    }
}
