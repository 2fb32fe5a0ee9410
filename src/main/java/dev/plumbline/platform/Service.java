package dev.plumbline.platform;

import dev.plumbline.environment.Autoscaling;
import dev.plumbline.environment.ProbePaths;
import dev.plumbline.environment.Resources;

/**
 * An application service as it must run.
 *
 * @param key {@code gateway}, {@code redis}, ...
 * @param name its Kubernetes name, which every object of it bears
 * @param namespace the application namespace
 * @param port TCP port of the Service and of the container
 * @param image full image reference
 * @param roleArn IRSA role of its service account
 * @param autoscaling bounds
 * @param resources requests and limits of its container
 * @param probes HTTP paths
 * @param readsCredentials whether it gets the RDS credentials
 */
public record Service(
        String key,
        String name,
        String namespace,
        int port,
        String image,
        String roleArn,
        Autoscaling autoscaling,
        Resources resources,
        ProbePaths probes,
        boolean readsCredentials) {

    /** Its address inside the cluster. */
    public String url() {
        return "http://%s.%s.svc.cluster.local:%d".formatted(name, namespace, port);
    }

    @Override
    public String toString() {
        return key;
    }
}
