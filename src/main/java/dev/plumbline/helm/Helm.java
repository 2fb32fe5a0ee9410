package dev.plumbline.helm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The one door to Helm. Every call runs in a child JVM that is killed at its deadline, with an emptied environment, so a call can
 * neither hang the harness nor reach a cluster that was not named. Calls may run at the same time; the number of workers bounds them.
 * None of the calls waits for readiness.
 */
public interface Helm extends AutoCloseable {

    /**
     * Renders without any cluster: {@code lookup} finds nothing.
     *
     * @param kubernetesVersion {@code MAJOR.MINOR[.PATCH]}
     * @return all objects, CRDs of {@code crds/} first, as a YAML stream; hooks left out
     * @throws HelmException with the template error, file and line, when the chart refuses its values
     */
    String render(ReleaseSpec spec, String kubernetesVersion, Duration deadline);

    /** First revision of a release. The namespace must exist. */
    void install(ReleaseSpec spec, Path kubeconfig, Duration deadline);

    /** Next revision of a release. */
    void upgrade(ReleaseSpec spec, Path kubeconfig, Duration deadline);

    /**
     * Next revision of a release, with what an earlier one sent: the Helm library has no rollback. Hooks run as in a rollback.
     *
     * @param values of that revision, kept with the new one
     */
    void restore(ReleaseId id, RestoredChart chart, Map<String, Object> values, Path kubeconfig, Duration deadline);

    /** Removes a release; objects may still be terminating when it returns. A release that is not there is not an error. */
    void uninstall(ReleaseId id, Path kubeconfig, Duration deadline);

    /** Ends the workers; calls under way fail. */
    @Override
    void close();
}
