package dev.plumbline.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** One thing to do, and what must have happened before. */
public sealed interface Step {

    /** Unique within a plan, for people and journals: a release's name, or {@code kind/name}. */
    String id();

    /** Steps that must have come far enough. */
    List<Need> needs();

    /** The same step with other needs. */
    Step needing(List<Need> others);

    /** Applies one object. */
    record Apply(String id, HasMetadata object, List<Need> needs) implements Step {
        public Apply {
            needs = List.copyOf(needs);
        }

        @Override
        public Step needing(List<Need> others) {
            return new Apply(id, object, others);
        }
    }

    /** Installs or upgrades one release. */
    record Deploy(String id, RenderedRelease release, List<Need> needs) implements Step {
        public Deploy {
            needs = List.copyOf(needs);
        }

        @Override
        public Step needing(List<Need> others) {
            return new Deploy(id, release, others);
        }
    }

    /**
     * Waits until a release's webhooks answer: a dry-run create of an object that they intercept is accepted.
     *
     * @param probe the object; never stored
     * @param webhooks the release they belong to
     */
    record Gate(String id, HasMetadata probe, String webhooks, List<Need> needs) implements Step {
        public Gate {
            needs = List.copyOf(needs);
        }

        @Override
        public Step needing(List<Need> others) {
            return new Gate(id, probe, webhooks, others);
        }
    }
}
