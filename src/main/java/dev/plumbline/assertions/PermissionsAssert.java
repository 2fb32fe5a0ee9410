package dev.plumbline.assertions;

import dev.plumbline.iam.permission.Decision;
import dev.plumbline.iam.permission.Expectation;
import dev.plumbline.iam.permission.PermissionCheck;
import dev.plumbline.iam.permission.RolePermissions;
import dev.plumbline.iam.permission.RolePolicies;
import dev.plumbline.iam.permission.Surplus;
import dev.plumbline.observe.SeenPermissions;
import dev.plumbline.observe.UnknownState;
import java.util.List;

/** What can be said of what a role may do. */
public final class PermissionsAssert extends PlatformAssert<PermissionsAssert, SeenPermissions> {
    private static final String POLICIES = "policies";

    PermissionsAssert(SeenPermissions actual) {
        super(actual, PermissionsAssert.class, actual.toString(), actual.origin());
    }

    /** It may do all that it must, and nothing that it must not. */
    public PermissionsAssert areAsExpected(List<Expectation> expectations) {
        Findings findings = findings();
        if (expectations.isEmpty()) {
            findings.add(POLICIES, "something, in permissions." + actual.roleKey(), "the environment expects nothing");
        }
        if (actual.found().isEmpty()) {
            findings.add(POLICIES, "those of a role", "the account has no such role: apply module iam-roles");
        } else {
            new PermissionCheck(expectations)
                    .findings(actual.found().get().source())
                    .forEach(sentence ->
                            findings.add(POLICIES, "change them in module iam-roles, or what is expected", sentence));
        }
        return conclude("may not do what it is expected to, or may do more", findings);
    }

    /** No statement allows what nothing expects. */
    public PermissionsAssert areNoMoreThanExpected(List<Expectation> expectations, RolePolicies policies) {
        Findings findings = findings();
        new Surplus(expectations)
                .of(policies)
                .forEach(sentence -> findings.add(POLICIES, "nothing that is not expected", sentence));
        return conclude("may do what nobody expects of it", findings);
    }

    /**
     * It may not do this, of what was asked.
     *
     * @throws UnknownState if nobody decided it
     */
    public PermissionsAssert doNotAllow(String action) {
        List<Decision> decisions = actual.found().map(RolePermissions::decisions).orElse(List.of()).stream()
                .filter(decision -> decision.question().action().equals(action))
                .toList();
        Findings findings = findings();
        decisions.stream()
                .filter(decision -> decision.outcome() == Decision.Outcome.ALLOWED)
                .forEach(decision -> findings.add(
                        POLICIES,
                        "not " + decision.question() + ": what it reads comes by an ExternalSecret",
                        "allowed by " + decision.because()));
        conclude("may do what it does not need any more", findings);
        if (decisions.isEmpty()) {
            throw new UnknownState("whether %s (%s) allows %s, nobody was asked or could tell"
                    .formatted(actual, actual.origin(), action));
        }
        decisions.stream()
                .filter(decision -> decision.outcome() == Decision.Outcome.UNKNOWN)
                .findFirst()
                .ifPresent(open -> {
                    throw new UnknownState("whether %s (%s) allows %s cannot be decided: %s"
                            .formatted(actual, actual.origin(), open.question(), open.because()));
                });
        return this;
    }
}
