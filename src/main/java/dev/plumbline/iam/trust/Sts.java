package dev.plumbline.iam.trust;

import java.util.Set;

/** The actions that trust policies speak of. */
final class Sts {
    static final String ASSUME_ROLE = "sts:AssumeRole";
    static final String WITH_WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";
    static final String WITH_SAML = "sts:AssumeRoleWithSAML";
    static final Set<String> FEDERATED = Set.of(WITH_WEB_IDENTITY, WITH_SAML);
    static final Set<String> ALL = Set.of(ASSUME_ROLE, WITH_WEB_IDENTITY, WITH_SAML);

    private Sts() {}
}
