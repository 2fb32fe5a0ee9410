package dev.plumbline.deploy;

import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import java.util.Map;
import java.util.Set;

/** The newest revision of each release, as the cluster stores them. */
@FunctionalInterface
public interface StoredReleases {
    Map<ReleaseId, StoredRelease> latestIn(Set<String> namespaces);
}
