package dev.plumbline.iam.permission;

import dev.plumbline.iam.policy.Case;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a role may do and nobody expects it to: least privilege, as remarks. */
public record Surplus(List<Expectation> expectations) {
    public Surplus {
        expectations = List.copyOf(expectations);
    }

    /** One sentence for each statement that allows what nothing expects, and for each wildcard that is wider than the expected. */
    public List<String> of(RolePolicies policies) {
        List<String> surplus = new ArrayList<>();
        new TreeMap<>(policies.documents())
                .forEach((name, policy) -> policy.allowing().forEach(statement -> {
                    String where = "policy " + name + ", " + statement.label();
                    if (statement.actions().inverted()) {
                        surplus.add(where + " allows everything but "
                                + String.join(", ", statement.actions().patterns()));
                    } else {
                        of(statement).forEach(sentence -> surplus.add(where + " " + sentence));
                    }
                }));
        return surplus;
    }

    private List<String> of(Statement statement) {
        List<String> resources = statement.resources().orElseThrow().patterns();
        List<String> unexpected = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (String pattern : statement.actions().patterns()) {
            List<Expectation> needed = expecting(pattern);
            if (needed.isEmpty()) {
                unexpected.add(pattern);
            } else if (Wildcard.isIn(pattern)) {
                sentences.add("allows %s, of which only some are expected".formatted(pattern));
            } else if (resources.contains("*")
                    && needed.stream()
                            .noneMatch(expectation -> expectation.resource().equals("*"))) {
                sentences.add("allows %s on every resource, expected on %s"
                        .formatted(pattern, needed.get(0).resource()));
            }
        }
        if (!unexpected.isEmpty()) {
            sentences.add("allows %s on %s, which nothing expects"
                    .formatted(String.join(", ", unexpected), String.join(", ", resources)));
        }
        return sentences;
    }

    private List<Expectation> expecting(String pattern) {
        Wildcard actions = new Wildcard(pattern, Case.IGNORED);
        return expectations.stream()
                .filter(Expectation::allowed)
                .filter(expectation -> expectation.actions().stream().anyMatch(actions::matches))
                .toList();
    }
}
