package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.Step;
import dev.plumbline.drift.DriftFinding;
import dev.plumbline.drift.DriftFinding.How;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final RenderedPlatform SMALL = SmallPlatform.renderedPlatform();
    private static final ConfigMap CONFIG = SMALL.platform().infraConfig();

    @Test
    void besidesAPlanIsWhatItNeitherShowsNorPutsRight() {
        DriftFinding editedKey = drift("platform", ObjectRef.of(CONFIG), How.CHANGED, "data.RDS_PORT");
        DriftFinding addedKey = drift("platform", ObjectRef.of(CONFIG), How.ADDED, "data.EXTRA");
        DriftFinding missing = drift("metrics-server", object("Release", "metrics-server"), How.GONE, "");
        DriftFinding edited = drift("other", object("Service", "other"), How.CHANGED, "spec.type");
        DriftFinding gone = drift("other", object("Service", "gone"), How.GONE, "");
        DriftReport all = new DriftReport(
                List.of(editedKey, addedKey, missing, edited, gone), List.of(), List.of(), List.of(), 5, 0);

        Outlook writing = new Outlook(plan(new Change.Update(List.of()), new Change.Create()), all, List.of());
        Outlook idle = new Outlook(plan(new Change.Unchanged(), new Change.Unchanged()), all, List.of());

        assertThat(writing.besides().findings()).containsExactly(addedKey, edited, gone);
        assertThat(idle.besides().findings()).isEqualTo(all.findings());
    }

    private static Plan plan(Change ofConfig, Change ofRelease) {
        return new Plan(
                SMALL,
                List.of(
                        new PlannedStep(new Step.Apply("configmap/infra-config", CONFIG, List.of()), ofConfig),
                        new PlannedStep(
                                new Step.Deploy(
                                        "metrics-server", SMALL.releases().get(0), List.of()),
                                ofRelease)));
    }

    private static ObjectRef object(String kind, String name) {
        return new ObjectRef("v1", kind, Optional.of("apps"), name);
    }

    private static DriftFinding drift(String part, ObjectRef object, How how, String field) {
        return new DriftFinding(part, object, how, field, Optional.empty(), Optional.empty(), "", List.of());
    }
}
