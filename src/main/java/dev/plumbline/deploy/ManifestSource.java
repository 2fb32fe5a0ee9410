package dev.plumbline.deploy;

import dev.plumbline.helm.ReleaseSpec;

/** Where the manifest of a release comes from. */
@FunctionalInterface
public interface ManifestSource {
    /**
     * @param kubernetesVersion for which it is rendered
     * @return all objects as a YAML stream, definitions of {@code crds/} first
     */
    String manifest(ReleaseSpec spec, String kubernetesVersion);
}
