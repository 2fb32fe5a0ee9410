package dev.plumbline.preflight;

import dev.plumbline.account.AccountPolicies;
import dev.plumbline.account.AwsFailure;
import dev.plumbline.account.ExpectedPermissions;
import dev.plumbline.account.SimulatedPermissions;
import dev.plumbline.environment.Environment;
import dev.plumbline.iam.permission.DocumentedPermissions;
import dev.plumbline.iam.permission.Evidence;
import dev.plumbline.iam.permission.Expectation;
import dev.plumbline.iam.permission.PermissionCheck;
import dev.plumbline.iam.permission.PermissionSource;
import dev.plumbline.iam.permission.RolePolicies;
import dev.plumbline.iam.permission.Surplus;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Whether each role may do what it must, and nothing that it must not.
 *
 * @param evidence what an answer is worth: the documents are judged here where nobody simulates
 */
record PermissionProbes(Environment environment, IamClient iam, Evidence evidence) {

    List<Probe> probes() {
        AccountPolicies account = new AccountPolicies(iam);
        return environment.permissions().keySet().stream()
                .filter(environment.iamRoleArns()::containsKey)
                .map(key -> new Probe(subject(key), () -> ask(key, account)))
                .toList();
    }

    private boolean simulates() {
        return evidence.isSimulated();
    }

    private static String subject(String key) {
        return "permissions of " + key;
    }

    private List<Finding> ask(String key, AccountPolicies account) {
        String role = environment.iamRoleArns().get(key);
        List<Expectation> expected = ExpectedPermissions.of(environment, key);
        List<Finding> findings = new ArrayList<>();
        Optional<RolePolicies> documents = documents(key, role, account, findings);
        try {
            if (simulates()) {
                check(key, expected, new SimulatedPermissions(iam, role), evidence, findings);
            } else {
                documents.ifPresent(own -> byDocuments(key, expected, own, findings));
            }
        } catch (NoSuchEntityException none) {
            // that the role does not exist, its own probe says
            return List.of();
        } catch (RuntimeException refused) {
            // where the simulator may not be asked, documents have to do
            if (documents.isPresent() && AwsFailure.of(refused).kind() == AwsFailure.Kind.FORBIDDEN) {
                byDocuments(key, expected, documents.get(), findings);
            } else {
                findings.add(Unanswered.finding(subject(key), refused));
            }
        }
        documents
                .map(new Surplus(expected)::of)
                .orElse(List.of())
                .forEach(surplus -> findings.add(
                        Finding.remark(subject(key), surplus, "take it away, or expect it under permissions." + key)));
        return findings;
    }

    /** The role's own documents; that they cannot be read is a finding only where nothing else answers. */
    private Optional<RolePolicies> documents(String key, String role, AccountPolicies account, List<Finding> findings) {
        try {
            return account.of(role);
        } catch (UnreadablePolicy unreadable) {
            findings.add(Finding.wrong(subject(key), unreadable.getMessage(), "mend the policy of " + role));
        } catch (RuntimeException refused) {
            findings.add(
                    simulates()
                            ? Finding.remark(
                                    subject(key),
                                    "what it may do beyond the expected is not known: "
                                            + Unanswered.finding(subject(key), refused)
                                                    .found(),
                                    "allow iam:GetAccountAuthorizationDetails")
                            : Unanswered.finding(subject(key), refused));
        }
        return Optional.empty();
    }

    private static void byDocuments(
            String key, List<Expectation> expected, RolePolicies documents, List<Finding> findings) {
        check(key, expected, new DocumentedPermissions(documents), Evidence.STATIC, findings);
    }

    private static void check(
            String key, List<Expectation> expected, PermissionSource source, Evidence how, List<Finding> findings) {
        PermissionCheck.Judgement judgement = new PermissionCheck(expected).judge(source);
        judgement
                .wrong()
                .forEach(sentence -> findings.add(Finding.wrong(
                        subject(key), sentence, "change its policy in module iam-roles, or permissions." + key)));
        judgement
                .open()
                .forEach(sentence -> findings.add(Finding.unknown(
                        subject(key), sentence, "say under permissions.%s what it depends on".formatted(key))));
        if (judgement.wrong().isEmpty() && judgement.open().isEmpty()) {
            findings.add(Finding.right(subject(key), "as expected, " + how.words()));
        }
    }
}
