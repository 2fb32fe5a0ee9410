package dev.plumbline.assertions;

import dev.plumbline.observe.SeenAccount;

/** What can be said of a service account. */
public final class AccountAssert extends SeenAssert<AccountAssert, SeenAccount> {
    private static final String PATH = "metadata.annotations." + SeenAccount.ROLE_ANNOTATION;

    AccountAssert(SeenAccount actual) {
        super(actual, AccountAssert.class);
    }

    /** EKS lets its pods assume exactly this role. */
    public AccountAssert assumes(String roleArn) {
        Findings findings = findings();
        if (roleArn == null || roleArn.isBlank()) {
            findings.add(PATH, "a role", "the environment names none");
        }
        return conclude(
                "does not assume the declared role",
                findings.equal(PATH, roleArn, actual.roleArn().orElse(null)));
    }

    /** Its pods get their role by an association of EKS alone: with both, the association wins, and the annotation lies. */
    public AccountAssert leavesItsRoleToPodIdentity() {
        return conclude(
                "has an annotation besides its Pod Identity association, which wins",
                findings().equal(PATH, null, actual.roleArn().orElse(null)));
    }

    /** Its pods get no AWS permission. */
    public AccountAssert assumesNoRole() {
        return conclude(
                "assumes a role that nobody declared",
                findings().equal(PATH, null, actual.roleArn().orElse(null)));
    }
}
