package dev.plumbline.junit;

import dev.plumbline.environment.Environment;
import dev.plumbline.observe.Fingerprint;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenConfiguration;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A platform that runs and may be disturbed: what a snapshot cannot give. A check puts back what it changed. */
public interface RunningPlatform {
    /** To the API server of its cluster. */
    KubernetesClient client();

    /** What is there at this moment. */
    Observed observe();

    /**
     * Deploys the platform with other inputs.
     *
     * @param change what differs; the identity puts everything back
     * @return what is there then, against what the changed inputs ask for
     * @throws RuntimeException naming each step that did not get ready
     */
    Observed deploy(UnaryOperator<Environment> change);

    /** Gives the credentials another value where they are kept; closing it gives them back the one that they had. */
    Rotation rotateCredentials();

    /**
     * What a process says of its own environment.
     *
     * @throws dev.plumbline.observe.UnknownState if it does not answer
     */
    SeenConfiguration configurationOf(Pod pod);

    /** Credentials that were changed where they are kept. */
    interface Rotation extends AutoCloseable {
        /** What there is now, by the key of the Secret. */
        Map<String, Fingerprint> values();

        @Override
        void close();
    }
}
