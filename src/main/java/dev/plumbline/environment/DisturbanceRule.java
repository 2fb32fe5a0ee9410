package dev.plumbline.environment;

/** Production is only read. */
final class DisturbanceRule implements Rule {
    @Override
    public void check(Inputs in, Findings findings) {
        boolean production = in.text("environment").filter("prod"::equals).isPresent();
        if (production && in.has("safe_disturbances")) {
            findings.add("disturbing checks in production", "nothing: prod is only read", "safe_disturbances");
        }
    }
}
