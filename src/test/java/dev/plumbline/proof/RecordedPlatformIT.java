package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.harness.EphemeralPlatform;
import dev.plumbline.harness.ProjectSources;
import dev.plumbline.harness.Questions;
import dev.plumbline.harness.Workspace;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RecordedPlatform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What runs now, against what was recorded once; and the suite against what breaks of it. */
@Tag("local")
@EphemeralOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedPlatformIT {
    private static final String AGAIN =
            "to record again: mvn verify -Plocal -Dit.test=RecordedPlatformIT -Dplumbline.recording.write=true";

    private Observed live;

    @BeforeAll
    void deploy() {
        Workspace workspace = Workspace.ofProcess();
        try (EphemeralPlatform platform = EphemeralPlatform.deployed(workspace, "recording")) {
            live = ProjectSources.observe(workspace, platform.installation(), Questions.all());
        }
        if (Boolean.getBoolean("plumbline.recording.write")) {
            RecordedPlatform.write(live, workspace.environments());
        }
    }

    @Test
    void recordingHasTheShapeOfWhatRuns() {
        var recorded = Shape.of(RecordedPlatform.read());
        var now = Shape.of(RecordedPlatform.replayed(live));

        assertThat(Shape.less(recorded, now))
                .as("recorded, and no longer there; " + AGAIN)
                .isEmpty();
        assertThat(Shape.less(now, recorded))
                .as("there, and not recorded; " + AGAIN)
                .isEmpty();
    }

    @Test
    void whateverBreaksOfWhatRunsNowIsFoundAndNamed() {
        ListedPlaces listed = ListedPlaces.read();
        Observed now = RecordedPlatform.replayed(live);

        Proof proof = Proof.of("live local", now, Proof.mutantsOf(now, listed), listed);

        Proof.write(Path.of("target/proof/live.md"), List.of(proof));
        System.out.println(proof.summary());
        assertThat(proof.survivors()).as(proof.summary()).isEmpty();
        assertThat(proof.notNamed()).as(proof.summary()).isEmpty();
    }
}
