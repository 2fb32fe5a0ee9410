package dev.plumbline.conformance.behaviour;

import dev.plumbline.junit.Eventually;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** The credentials of a platform that runs: the ExternalSecret, its Secret, and the services that read it. */
record Credentials(RunningPlatform platform, Observed declared) {
    private static final String MARK = "force-sync";

    /** The Secret as it is now; fails if there is none. Asked for each time: Secrets are not watched. */
    SeenSecret secret() {
        Secret found = platform.client()
                .secrets()
                .inNamespace(namespace())
                .withName(name())
                .get();
        if (found == null) {
            throw new AssertionError(
                    "Secret %s/%s (%s) does not exist".formatted(namespace(), name(), declared.origin()));
        }
        return SeenSecret.of(found, declared.origin());
    }

    void deleteSecret() {
        platform.client().secrets().inNamespace(namespace()).withName(name()).delete();
    }

    /** Has the operator fetch the values again: any change of an annotation does. */
    void sync() {
        mark("\"" + System.nanoTime() + "\"");
    }

    /** Takes back what {@link #sync} left, which makes the operator fetch once more. */
    void withoutSync() {
        mark("null");
    }

    /** Gives the readers new pods: the old ones have what was there when they started. */
    void restartReaders(Eventually eventually) {
        declared.declared()
                .credentialReaders()
                .forEach(reader -> new RunningService(platform, eventually, namespace(), reader).restart());
    }

    private void mark(String value) {
        platform.client()
                .genericKubernetesResources("external-secrets.io/v1beta1", "ExternalSecret")
                .inNamespace(namespace())
                .withName(name())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": %s}}}".formatted(MARK, value));
    }

    private String namespace() {
        return declared.environment().namespace();
    }

    private String name() {
        return declared.environment().secrets().secretName();
    }
}
