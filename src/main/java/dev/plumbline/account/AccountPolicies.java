package dev.plumbline.account;

import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.permission.RolePolicies;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** The policy documents of all roles, read once: one request for many, where single ones would be dozens. */
public final class AccountPolicies {
    private static final int PAGE = 1_000;

    private final IamClient iam;
    private Map<String, RoleDetail> roles;
    private Map<String, ManagedPolicyDetail> managed;
    private RuntimeException refused;

    public AccountPolicies(IamClient iam) {
        this.iam = iam;
    }

    /**
     * A role with its trust policy.
     *
     * @param name without path: IAM has no two that differ in that only
     * @return empty if there is no such role
     */
    public Optional<AccountRole> role(String name) {
        read();
        return roles.values().stream()
                .filter(role -> role.roleName().equals(name))
                .findFirst()
                .map(role -> new AccountRole(role.arn(), role.assumeRolePolicyDocument()));
    }

    /**
     * @return empty if there is no such role
     * @throws UnreadablePolicy naming the policy
     */
    public Optional<RolePolicies> of(String roleArn) throws UnreadablePolicy {
        read();
        RoleDetail role = roles.get(roleArn);
        if (role == null) {
            return Optional.empty();
        }
        PolicyReader reader = PolicyReader.ofPermissions();
        Map<String, PolicyDocument> documents = new LinkedHashMap<>();
        for (var inline : role.rolePolicyList()) {
            documents.put(inline.policyName(), reader.read(inline.policyDocument()));
        }
        for (var attached : role.attachedManagedPolicies()) {
            // an inline policy, AWS's and the account's may all have one name
            String name = documents.containsKey(attached.policyName())
                    ? "%s (%s)".formatted(attached.policyName(), attached.policyArn())
                    : attached.policyName();
            documents.put(name, reader.read(document(attached.policyArn())));
        }
        return Optional.of(new RolePolicies(documents, role.permissionsBoundary() != null));
    }

    private synchronized void read() {
        if (refused != null) {
            // who may not once may not a second time; the account has better to do than to say so for each role
            throw refused;
        }
        if (roles != null) {
            return;
        }
        Map<String, RoleDetail> found = new HashMap<>();
        managed = new HashMap<>();
        try {
            for (GetAccountAuthorizationDetailsResponse page :
                    iam.getAccountAuthorizationDetailsPaginator(request -> request.maxItems(PAGE)
                            .filter(EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY, EntityType.AWS_MANAGED_POLICY))) {
                page.roleDetailList().forEach(role -> found.put(role.arn(), role));
                page.policies().forEach(policy -> managed.put(policy.arn(), policy));
            }
        } catch (RuntimeException failure) {
            refused = failure;
            throw failure;
        }
        roles = found;
    }

    private String document(String policyArn) {
        ManagedPolicyDetail policy = managed.get(policyArn);
        return policy == null
                ? ""
                : policy.policyVersionList().stream()
                        .filter(PolicyVersion::isDefaultVersion)
                        .findFirst()
                        .map(PolicyVersion::document)
                        .orElse("");
    }
}
