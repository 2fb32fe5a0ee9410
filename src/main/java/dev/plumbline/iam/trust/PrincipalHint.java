package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Principal;
import dev.plumbline.iam.policy.Principals;
import dev.plumbline.iam.policy.Statement;
import java.util.stream.Collectors;

/** Why a statement is not about the cluster's provider. */
final class PrincipalHint {
    private PrincipalHint() {}

    static String of(Statement statement, TrustQuestion question) {
        Principals principals = statement.principals().orElseThrow();
        if (principals.inverted()) {
            return "NotPrincipal excludes the provider";
        }
        String provider = question.provider().arn();
        return principals.listed().stream()
                .filter(principal -> principal.kind() == Principal.Kind.FEDERATED)
                .findFirst()
                .map(principal -> "it trusts %s, %s; the cluster's provider is %s"
                        .formatted(principal.name(), Difference.ofArns(principal.name(), provider), provider))
                .orElseGet(() -> "it trusts %s and not the cluster's provider %s"
                        .formatted(
                                principals.listed().stream()
                                        .map(Principal::toString)
                                        .collect(Collectors.joining(", ")),
                                provider));
    }
}
