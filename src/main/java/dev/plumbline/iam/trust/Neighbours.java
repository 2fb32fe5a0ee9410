package dev.plumbline.iam.trust;

import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.policy.PolicyDocument;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same question of other accounts: of a name that nobody has, and of each that the policy's conditions speak of. */
final class Neighbours {
    private static final String NOBODY = "nobody-in-particular";

    private Neighbours() {}

    static Set<PodTrustQuestion> of(PolicyDocument policy, PodTrustQuestion question) {
        ServiceAccount own = question.account();
        Set<String> names = Stream.concat(
                        Stream.of(NOBODY),
                        policy.statements().stream()
                                .flatMap(statement -> statement.conditions().stream())
                                .flatMap(condition -> condition.values().stream())
                                // whatever fits a wildcard will do
                                .map(value -> value.replaceAll("[*?]", "x")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return names.stream()
                .flatMap(name ->
                        Stream.of(new ServiceAccount(own.namespace(), name), new ServiceAccount(name, own.name())))
                .filter(other -> !other.equals(own))
                .map(other -> new PodTrustQuestion(question.role(), other, question.clusterArn(), question.tagged()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
