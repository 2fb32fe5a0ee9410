package dev.plumbline.iam.trust;

import dev.plumbline.iam.OidcProvider;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a name that should be another, in a few words. */
final class Difference {
    private static final String SUBJECT = "system:serviceaccount:";

    private Difference() {}

    static String ofArns(String found, String expected) {
        if (found.equalsIgnoreCase(expected)) {
            return "the same in other capitals";
        }
        Optional<OidcProvider> other = OidcProvider.parse(found, Set.of());
        OidcProvider own = OidcProvider.parse(expected, Set.of()).orElseThrow();
        if (other.isEmpty()) {
            return "which is no OIDC provider's ARN";
        }
        if (!other.get().issuer().equals(own.issuer())) {
            return ofIssuers(other.get().issuer(), own.issuer());
        }
        return other.get().account().equals(own.account()) ? "in another partition" : "in another account";
    }

    static String ofIssuers(String found, String expected) {
        if (found.contains("://")) {
            return "with the scheme kept";
        }
        if (found.endsWith("/")) {
            return "with a slash at the end";
        }
        if (found.equalsIgnoreCase(expected)) {
            return "the same in other capitals";
        }
        String host = expected.replaceFirst("/.*", "");
        return found.startsWith(host + "/") ? "another cluster's id" : "another issuer or region";
    }

    static String ofSubjects(String found, String expected) {
        if (found.equalsIgnoreCase(expected)) {
            return "the same in other capitals";
        }
        if (found.indexOf('*') >= 0 || found.indexOf('?') >= 0) {
            return "a wildcard, which this operator takes literally or which does not fit";
        }
        if (!found.startsWith(SUBJECT)) {
            return "which does not begin with " + SUBJECT;
        }
        String[] other = found.substring(SUBJECT.length()).split(":", 2);
        String[] own = expected.substring(SUBJECT.length()).split(":", 2);
        if (other.length < 2) {
            return "without a namespace or a name";
        }
        return other[0].equals(own[0])
                ? "another service account, %s".formatted(other[1])
                : "another namespace, %s".formatted(other[0]);
    }
}
