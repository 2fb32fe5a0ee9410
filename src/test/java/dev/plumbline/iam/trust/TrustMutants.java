package dev.plumbline.iam.trust;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The bad policies of {@link TrustEvaluatorTest}, for tests that put them on roles. */
public final class TrustMutants {
    private TrustMutants() {}

    /**
     * A policy with one mistake in it.
     *
     * @param lets whether the service account gets in all the same, and others with it
     */
    public record Mutant(String name, String policy, boolean lets) {

        /** The same mistake in the policy of another service of the namespace, in another cluster. */
        public Mutant of(String issuer, String service) {
            return new Mutant(
                    name,
                    policy.replace(TrustPolicies.ISSUER, issuer)
                            .replace("0THER", "0THER0THER0THER0THER0THER0THER0T")
                            .replace("gateway-servic", service.substring(0, service.length() - 1))
                            .replace("Gateway-Service", service.toUpperCase(java.util.Locale.ROOT)),
                    lets);
        }
    }

    /** At least one of each class: missing, misspelt, too wide, denied. */
    public static List<Mutant> all() {
        return Stream.concat(
                        TrustEvaluatorTest.overBroad().map(mutant -> of(mutant, true)),
                        TrustEvaluatorTest.refused().map(mutant -> of(mutant, false)))
                .toList();
    }

    private static Mutant of(Arguments mutant, boolean lets) {
        return new Mutant((String) mutant.get()[0], (String) mutant.get()[1], lets);
    }
}
