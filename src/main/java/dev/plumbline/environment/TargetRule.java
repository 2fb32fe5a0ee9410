package dev.plumbline.environment;

import java.util.List;

/** What may stand where: a started cluster names itself, a live one takes nothing made up. */
final class TargetRule implements Rule {
    private static final List<String> FROM_THE_STARTED_CLUSTER = List.of(
            "cluster_name", "cluster_endpoint", "cluster_ca_certificate", "cluster_oidc_provider_arn", "cluster_uid");

    @Override
    public void check(Inputs in, Findings findings) {
        Target.of(in).ifPresent(target -> {
            if (target.isLive()) {
                live(in, findings);
            } else if (target == TargetKind.LOCAL) {
                started(in, findings);
            }
        });
    }

    private static void live(Inputs in, Findings findings) {
        if (in.has("aws_endpoints")) {
            findings.add("emulator addresses on a live environment", "nothing: AWS itself is asked", "aws_endpoints");
        }
        in.text("charts")
                .filter(charts -> !charts.equals("upstream"))
                .ifPresent(charts -> findings.add(
                        "\"%s\" on a live environment, which never falls back to stand-ins".formatted(charts),
                        "upstream",
                        "charts"));
    }

    private static void started(Inputs in, Findings findings) {
        FROM_THE_STARTED_CLUSTER.stream()
                .filter(in::has)
                .forEach(key -> findings.add("comes from the started cluster", "nothing: remove the line", key));
    }
}
