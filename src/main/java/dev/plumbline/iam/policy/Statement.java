package dev.plumbline.iam.policy;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param index its place in the document, from 0
 * @param sid its name, if it has one
 * @param effect what it does
 * @param principals whom it is about; only in policies of resources, trust policies among them
 * @param actions which actions it is about
 * @param resources which resources it is about; absent in trust policies
 * @param conditions all of them must hold
 */
public record Statement(
        int index,
        Optional<String> sid,
        Effect effect,
        Optional<Principals> principals,
        Selection actions,
        Optional<Selection> resources,
        List<Condition> conditions) {
    public Statement {
        conditions = List.copyOf(conditions);
    }

    /** For people: {@code Statement[0] "Sid"}. */
    public String label() {
        return "Statement[" + index + "]" + sid.map(name -> " \"" + name + "\"").orElse("");
    }

    public boolean covers(String action) {
        return actions.covers(action, Case.IGNORED);
    }
}
