package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Principal;
import dev.plumbline.iam.policy.Principals;
import dev.plumbline.iam.policy.Statement;

/** Whether a statement is about the identities of a provider. */
final class PrincipalMatch {
    private PrincipalMatch() {}

    static boolean covers(Statement statement, String providerArn) {
        Principals principals = statement.principals().orElseThrow();
        boolean listed = principals.listed().stream()
                .anyMatch(principal -> principal.isAnybody()
                        || principal.kind() == Principal.Kind.FEDERATED
                                && principal.name().equals(providerArn));
        return listed != principals.inverted();
    }
}
