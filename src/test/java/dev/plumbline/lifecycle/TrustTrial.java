package dev.plumbline.lifecycle;

import dev.plumbline.iam.trust.TrustMutants;
import dev.plumbline.iam.trust.TrustMutants.Mutant;
import dev.plumbline.preflight.EmulatedModules;
import dev.plumbline.preflight.Finding;
import dev.plumbline.preflight.Preflight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Puts wrong trust policies on real roles, a few at a time, and compares three opinions: the mutant's author's, preflight's, and that of
 * the emulator's front, which is asked for the role with the service account's own token.
 */
final class TrustTrial {
    /** The judge's is not among them: it is the second account in some of the mutants. */
    private static final List<String> SERVICES = List.of("gateway", "redis", "persistence", "inference");

    private static final String ISSUER = RehearsedAccount.ISSUER.substring("https://".length());

    private final EmulatedModules modules;
    private final Function<String, Function<String, String>> assume;
    private final Map<String, String> tokens = new HashMap<>();
    private final List<String> unnoticed = new ArrayList<>();
    private int tried;

    /**
     * @param token of a service account of the namespace, by its name
     * @param assume by the role's name, with a token
     */
    TrustTrial(Rehearsal rehearsal, Function<String, String> token, Function<String, Function<String, String>> assume) {
        this.modules = rehearsal.modules();
        this.assume = assume;
        SERVICES.forEach(service -> tokens.put(service, token.apply(service + "-service")));
        List<Mutant> mutants = TrustMutants.all();
        try {
            for (int first = 0; first < mutants.size(); first += SERVICES.size()) {
                round(mutants.subList(first, Math.min(mutants.size(), first + SERVICES.size())));
            }
        } finally {
            SERVICES.forEach(service -> modules.trust(
                    service + "_service", RehearsedAccount.trusting("llm-judge:" + service + "-service")));
        }
    }

    /** What somebody was wrong about. */
    List<String> unnoticed() {
        return unnoticed;
    }

    /** How many IAM kept. */
    int tried() {
        return tried;
    }

    private void round(List<Mutant> mutants) {
        Map<String, Mutant> kept = new HashMap<>();
        for (int number = 0; number < mutants.size(); number++) {
            String service = SERVICES.get(number);
            Mutant mutant = mutants.get(number).of(ISSUER, service + "-service");
            try {
                modules.trust(service + "_service", mutant.policy());
                kept.put(service, mutant);
            } catch (MalformedPolicyDocumentException refused) {
                // such a policy is on no role
            }
        }
        Map<String, Finding> found = new Preflight(modules.environment(), modules.aws())
                .run().with(Finding.Verdict.WRONG).stream()
                        .collect(Collectors.toMap(Finding::subject, finding -> finding, (one, other) -> one));
        kept.forEach((service, mutant) -> {
            tried++;
            Finding finding = found.get("role " + service + "_service");
            if (finding == null || !finding.fix().contains("the trust policy")) {
                unnoticed.add("preflight: " + mutant.name());
            } else if (!finding.found().contains("Statement[")) {
                unnoticed.add("preflight names no statement: " + mutant.name() + ": " + finding.found());
            }
            if (lets(service) != mutant.lets()) {
                unnoticed.add("%s: the role is %s".formatted(mutant.name(), mutant.lets() ? "refused" : "handed out"));
            }
        });
    }

    private boolean lets(String service) {
        try {
            assume.apply(service + "-service").apply(tokens.get(service));
            return true;
        } catch (StsException refused) {
            return false;
        }
    }
}
