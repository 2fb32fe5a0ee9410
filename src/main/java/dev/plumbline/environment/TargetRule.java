package dev.plumbline.environment;

import java.util.Optional;

/** A live environment takes nothing made up. */
final class TargetRule implements Rule {
    @Override
    public void check(Inputs in, Findings findings) {
        if (Target.of(in).filter(TargetKind::isLive).isEmpty()) {
            return;
        }
        if (in.has("aws_endpoints")) {
            findings.add("emulator addresses on a live environment", "nothing: AWS itself is asked", "aws_endpoints");
        }
        Optional<String> charts = in.text("charts").filter(policy -> !policy.equals("upstream"));
        charts.ifPresent(policy -> findings.add(
                "\"%s\" on a live environment, which never falls back to stand-ins".formatted(policy),
                "upstream",
                "charts"));
    }
}
