package dev.plumbline.observe;

import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseStatus;
import java.util.Optional;

/**
 * A Helm release as seen.
 *
 * @param id namespace and name
 * @param chartName of the chart that it was made from
 * @param chartVersion of the chart that it was made from
 * @param standIn says that the chart is a stand-in, and of which
 * @param status empty where nothing was installed
 * @param origin where it was seen
 */
public record SeenRelease(
        ReleaseId id,
        String chartName,
        String chartVersion,
        Optional<String> standIn,
        Optional<ReleaseStatus> status,
        Origin origin) {
    @Override
    public String toString() {
        return "release " + id;
    }
}
