package dev.plumbline.environment;

import java.util.List;

/** A variables file of another environment, account or region is a mix-up, even where the environment's file would win. */
record SameEnvironment(Inputs merged) implements Rule {
    @Override
    public void check(Inputs variables, Findings findings) {
        for (String key : List.of("environment", "aws_account_id", "aws_region")) {
            String own = merged.text(key).orElse("");
            variables
                    .text(key)
                    .filter(text -> !own.isEmpty() && !text.equals(own))
                    .ifPresent(text -> findings.add("\"%s\" is another environment's".formatted(text), own, key));
        }
    }
}
