package dev.plumbline.observe;

import dev.plumbline.iam.permission.Evidence;
import dev.plumbline.iam.permission.RolePermissions;
import java.util.List;

/**
 * What the AWS account of an environment said, by the key of the role that was asked about.
 *
 * @param roles each role with its trust policy
 * @param provider the cluster's OIDC provider, by its ARN
 * @param permissions what each role may do
 * @param exchanges what became of tokens that were shown for each role
 * @param requests how many were sent to AWS
 */
public record SeenAws(
        Answers<SeenRole> roles,
        Answers<SeenProvider> provider,
        Answers<SeenPermissions> permissions,
        Answers<SeenExchange> exchanges,
        int requests) {

    static SeenAws notAsked(String why) {
        return new SeenAws(
                Answers.notAsked(why), Answers.notAsked(why), Answers.notAsked(why), Answers.notAsked(why), 0);
    }

    /** Whether AWS itself, or its emulator, decided what roles may do; else documents were read here, or nobody was asked. */
    public boolean isSimulated() {
        List<Evidence> evidence = permissions.given().stream()
                .flatMap(seen -> seen.found().stream())
                .map(RolePermissions::evidence)
                .toList();
        return !evidence.isEmpty() && evidence.stream().allMatch(Evidence::isSimulated);
    }
}
