package dev.plumbline.conformance.behaviour;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;

import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.Eventually;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.junit.RunningPlatform.Rotation;
import dev.plumbline.observe.Fingerprint;
import dev.plumbline.observe.Observed;
import dev.plumbline.readiness.LiveView;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;

@Conformance("Behaviour: credentials")
class CredentialBehaviourChecks {
    /** The operator acts at once, with one call to AWS; what is left is for a machine that is busy with something else. */
    private static final Duration SYNC = Duration.ofSeconds(30);

    private static final String AT_ONCE = "the operator reacts to the change of its object, with one call to AWS";

    @Requirement(
            value = "BEH-001",
            says = "the Secret follows a value that is rotated in Secrets Manager, when it is told to sync",
            sources = LOCAL,
            otherwise = "the credentials of a real database are not rotated for a check",
            disturbing = true)
    @ForPlatform
    void secretFollowsARotatedValue(Observed observed, RunningPlatform platform) {
        try (LiveView view = new LiveView(platform.client())) {
            Credentials credentials = new Credentials(platform, observed);
            Eventually eventually = new Eventually(view);
            Map<String, Fingerprint> before = credentials.secret().keys();
            Restoration restoration = () -> {
                credentials.withoutSync();
                eventually.holds(
                        SYNC, AT_ONCE, now -> assertThat(credentials.secret()).holds(before));
                credentials.restartReaders(eventually);
            };
            try (restoration;
                    Rotation rotation = platform.rotateCredentials()) {
                Assertions.assertThat(rotation.values())
                        .as("there is something to follow")
                        .isNotEqualTo(before);
                credentials.sync();
                eventually.holds(
                        SYNC, AT_ONCE, now -> assertThat(credentials.secret()).holds(rotation.values()));
            }
        }
    }

    @Requirement(
            value = "BEH-002",
            says = "a Secret that is deleted comes back with the same values",
            sources = {LOCAL, EKS},
            otherwise = "only a running operator brings it back",
            disturbing = true)
    @ForPlatform
    void deletedSecretComesBack(Observed observed, RunningPlatform platform) {
        try (LiveView view = new LiveView(platform.client())) {
            Credentials credentials = new Credentials(platform, observed);
            Eventually eventually = new Eventually(view);
            var before = credentials.secret();
            String uid = before.object().getMetadata().getUid();
            try (Restoration restoration = () -> credentials.restartReaders(eventually)) {
                credentials.deleteSecret();
                eventually.holds(SYNC, AT_ONCE, now -> {
                    var secret = credentials.secret();
                    Assertions.assertThat(secret.object().getMetadata().getUid())
                            .as("UID of %s", secret.id())
                            .isNotEqualTo(uid);
                    assertThat(secret)
                            .holds(before.keys())
                            .isOwnedBy("ExternalSecret", secret.id().name());
                });
            }
        }
    }
}
