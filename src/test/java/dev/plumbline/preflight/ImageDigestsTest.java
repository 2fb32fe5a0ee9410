package dev.plumbline.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.account.AwsClients;
import dev.plumbline.account.ScriptedAws;
import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** What tags name, as far as ECR says it: a plan is shown all the same. */
class ImageDigestsTest {
    private static final Environment DEV = Harness.load(Workspace.ofProcess(), Selection.of("dev"));
    private static final String GATEWAY =
            "111122223333.dkr.ecr.us-west-2.amazonaws.com/llm-judge/gateway-service:v1.0.0";

    private final ScriptedAws script = new ScriptedAws();
    private final AwsClients aws = new AwsClients(
            "us-west-2", () -> AwsBasicCredentials.create("AKIATEST", "x"), Optional.of(script.address()));

    @AfterEach
    void close() {
        aws.close();
        script.close();
    }

    @Test
    void eachRepositoryIsAskedOnceForItsTag() {
        for (int service = 0; service < 5; service++) {
            script.answering(200, "{\"imageDetails\": [{\"imageDigest\": \"sha256:%d\"}]}".formatted(service));
        }

        ImageDigests digests = ImageDigests.of(DEV, aws);

        assertThat(digests.unresolved()).isEmpty();
        assertThat(digests.digests()).hasSize(5).containsEntry(GATEWAY, "sha256:0");
        assertThat(script.asked()).hasSize(5).allMatch(question -> question.contains("\"imageTag\":\"v1.0.0\""));
    }

    @Test
    void aTagThatIsMissingKeepsNoOtherFromBeingResolved() {
        script.answering(400, "{\"__type\": \"ImageNotFoundException\", \"message\": \"no such tag\"}");
        for (int service = 0; service < 4; service++) {
            script.answering(200, "{\"imageDetails\": [{\"imageDigest\": \"sha256:1\"}]}");
        }

        ImageDigests digests = ImageDigests.of(DEV, aws);

        assertThat(digests.digests()).hasSize(4).doesNotContainKey(GATEWAY);
        assertThat(digests.unresolved())
                .hasValueSatisfying(why -> assertThat(why).contains(GATEWAY, "no such tag"));
    }

    @Test
    void whoMayNotAskForOneAsksForNoOther() {
        script.answering(400, "{\"__type\": \"AccessDeniedException\", \"message\": \"not authorized\"}");

        ImageDigests digests = ImageDigests.of(DEV, aws);

        assertThat(digests.digests()).isEmpty();
        assertThat(digests.unresolved())
                .hasValueSatisfying(why -> assertThat(why).contains("may not be read"));
        assertThat(script.asked()).hasSize(1);
    }

    @Test
    void aFailureThatPassesIsAskedAgain() {
        script.answering(503, "{\"__type\": \"ServiceUnavailable\", \"message\": \"busy\"}");
        for (int service = 0; service < 5; service++) {
            script.answering(200, "{\"imageDetails\": [{\"imageDigest\": \"sha256:1\"}]}");
        }

        ImageDigests digests = ImageDigests.of(DEV, aws);

        assertThat(digests.unresolved()).isEmpty();
        assertThat(digests.digests()).hasSize(5);
        assertThat(script.asked()).hasSize(6);
    }

    @Test
    void aMovedTagIsNamedWithBothDigests() {
        ImageDigests now = new ImageDigests(Map.of("a", "sha256:1", "b", "sha256:2"), Optional.empty());

        assertThat(now.movedSince(Map.of("a", "sha256:1", "b", "sha256:2"))).isEmpty();
        assertThat(now.movedSince(Map.of("a", "sha256:1", "b", "sha256:3")))
                .containsExactly("image: b was sha256:3, the tag names sha256:2 now");
    }

    @Test
    void whatCannotBeAskedAnyMoreIsNotTakenForTheSame() {
        assertThat(ImageDigests.unknown("may not be read").movedSince(Map.of("a", "sha256:1")))
                .containsExactly("image: a was sha256:1, and is not known now: may not be read");
    }
}
