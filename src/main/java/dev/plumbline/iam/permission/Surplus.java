package dev.plumbline.iam.permission;

import dev.plumbline.iam.policy.Case;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.Selection;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a role may do and nobody expects it to: least privilege, as remarks. */
public record Surplus(List<Expectation> expectations) {
    public Surplus {
        expectations = List.copyOf(expectations);
    }

    /** One sentence for each action pattern that allows more than is expected. */
    public List<String> of(RolePolicies policies) {
        List<String> surplus = new ArrayList<>();
        for (Map.Entry<String, PolicyDocument> policy : new TreeMap<>(policies.documents()).entrySet()) {
            for (Statement statement : policy.getValue().allowing()) {
                String where = "policy " + policy.getKey() + ", " + statement.label();
                if (statement.actions().inverted()) {
                    surplus.add(where + " allows everything but "
                            + String.join(", ", statement.actions().patterns()));
                } else {
                    statement.actions().patterns().forEach(pattern -> add(surplus, where, pattern, statement));
                }
            }
        }
        return surplus;
    }

    private void add(List<String> surplus, String where, String pattern, Statement statement) {
        Selection resources = statement.resources().orElseThrow();
        List<Expectation> needed = expectations.stream()
                .filter(Expectation::allowed)
                .filter(expectation -> expectation.actions().stream()
                        .anyMatch(action -> new Wildcard(pattern, Case.IGNORED).matches(action)))
                .toList();
        String on = String.join(", ", resources.patterns());
        if (needed.isEmpty()) {
            surplus.add("%s allows %s on %s, which nothing expects".formatted(where, pattern, on));
        } else if (Wildcard.isIn(pattern)) {
            surplus.add("%s allows %s, of which only some are expected".formatted(where, pattern));
        } else if (resources.patterns().contains("*")
                && needed.stream()
                        .noneMatch(expectation -> expectation.resource().equals("*"))) {
            surplus.add("%s allows %s on every resource, expected on %s"
                    .formatted(where, pattern, needed.get(0).resource()));
        }
    }
}
