package dev.plumbline.environment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pod Identity only where EKS is, and only for programs whose AWS SDK knows it. */
final class PodIdentityRule implements Rule {
    private static final Pattern VERSION = Pattern.compile("v?([0-9]+)\\.([0-9]+)\\.([0-9]+).*");
    private static final int[] FIRST = {1, 28, 3};
    /** The first chart whose own image is not older than {@link #FIRST}. */
    private static final int[] FIRST_CHART = {9, 35, 0};

    @Override
    public void check(Inputs in, Findings findings) {
        in.keys(WorkloadIdentities.BY_ROLE)
                .forEach(role -> KnownKeys.known(
                        findings, "role", role, RoleKeys.of(in).used(), WorkloadIdentities.BY_ROLE, role));
        WorkloadIdentities identities = WorkloadIdentities.of(in);
        boolean used = RoleKeys.of(in).used().stream().anyMatch(identities::usesPodIdentity);
        if (used && Target.of(in).filter(target -> target != TargetKind.EKS).isPresent()) {
            findings.add(
                    "pod-identity on a cluster that is not EKS, which has no agent for it",
                    "irsa",
                    WorkloadIdentities.KEY);
        }
        for (String release : in.keys("releases")) {
            if (in.text("releases", release, "chart").equals(Optional.of("cluster-autoscaler"))
                    && in.text("releases", release, "role_key")
                            .filter(identities::usesPodIdentity)
                            .isPresent()) {
                autoscaler(in, findings, release);
            }
        }
    }

    /** Its SDK looks for a web identity only, and pods fall back to the node's role in silence. */
    private static void autoscaler(Inputs in, Findings findings, String release) {
        String[] tag = {"releases", release, "values", "image", "tag"};
        String[] chart = {"releases", release, "version"};
        boolean own = !in.has(tag);
        String[] keys = own ? chart : tag;
        String version = in.text(keys).orElse("");
        if (isBefore(version, own ? FIRST_CHART : FIRST)) {
            findings.add(
                    "%s %s cannot use Pod Identity, which Cluster Autoscaler knows from 1.28.3 on"
                            .formatted(own ? "the image of chart" : "image", version),
                    "releases.%s.values.image.tag v1.28.3 or later, or %s.%s: irsa"
                            .formatted(
                                    release,
                                    WorkloadIdentities.BY_ROLE,
                                    in.text("releases", release, "role_key").orElseThrow()),
                    keys);
        }
    }

    private static boolean isBefore(String version, int[] first) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return true;
        }
        for (int i = 0; i < first.length; i++) {
            int part = Integer.parseInt(parts.group(i + 1));
            if (part != first[i]) {
                return part < first[i];
            }
        }
        return false;
    }
}
