package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.trust.PodTrustEvaluator;
import dev.plumbline.iam.trust.PodTrustQuestion;
import dev.plumbline.iam.trust.TrustVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/**
 * EKS Pod Identity: whether exactly the declared accounts are associated with exactly their roles, and the agent is there. Also asked
 * where every account uses IRSA: an association wins over an annotation.
 */
record PodIdentityProbes(Environment environment, EksClient eks, Associations associations) {
    private static final String ASSOCIATIONS = "Pod Identity associations";
    private static final String AGENT = "Pod Identity agent";
    /** Of other accounts, on a cluster that others share: each costs a request. */
    private static final int STRANGERS = 10;

    private static final String ADD_ON = "eks-pod-identity-agent";
    /** Its pods stay while it is updated. */
    private static final Set<String> WORKING = Set.of("ACTIVE", "UPDATING");

    List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        probes.add(new Probe(ASSOCIATIONS, this::looks));
        if (Roles.accountsOf(environment).keySet().stream().anyMatch(environment.identities()::usesPodIdentity)) {
            probes.add(new Probe(AGENT, this::agent));
        }
        return probes;
    }

    /**
     * Whether the role's trust policy lets Pod Identity give it to that account.
     *
     * @param tagged whether the association leaves EKS its tags
     */
    static Finding trust(
            Environment environment, String key, ServiceAccount account, RoleArn role, String policy, boolean tagged) {
        PodTrustQuestion question = question(environment, account, role, tagged);
        TrustVerdict verdict = new PodTrustEvaluator().judge(policy, question);
        return verdict.isRight()
                ? Finding.right(RoleProbes.subject(key), verdict.sentence())
                : Finding.wrong(
                        RoleProbes.subject(key),
                        verdict.sentence(),
                        "give %s the trust policy%n%s%s"
                                .formatted(
                                        role.name(),
                                        question.rightPolicy(),
                                        tagged
                                                ? ""
                                                : "%nor let its association send tags, which disableSessionTags keeps back"
                                                        .formatted()));
    }

    static PodTrustQuestion question(Environment environment, ServiceAccount account, RoleArn role, boolean tagged) {
        PodTrustQuestion question = PodTrustQuestion.of(
                role,
                account,
                environment.aws().region(),
                environment.aws().accountId(),
                environment.cluster().name());
        return tagged ? question : question.withoutTags();
    }

    private List<Finding> looks() {
        List<ServiceAccount> strangers;
        try {
            strangers = new ArrayList<>(associations.ids().keySet());
        } catch (ResourceNotFoundException noCluster) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, ServiceAccount> accounts = Roles.accountsOf(environment);
        accounts.forEach((key, account) -> looked(account, association -> finding(key, account, association))
                .ifPresent(findings::add));
        strangers.removeAll(accounts.values());
        strangers.stream().limit(STRANGERS).forEach(other -> looked(
                        other, association -> association.flatMap(found -> stranger(other, found)))
                .ifPresent(findings::add));
        if (strangers.size() > STRANGERS) {
            findings.add(Finding.unknown(
                    ASSOCIATIONS,
                    "%d of other accounts were not looked at".formatted(strangers.size() - STRANGERS),
                    "look whether one of them gives a role of ours: aws eks describe-pod-identity-association"));
        }
        return findings.isEmpty()
                ? List.of(Finding.right(ASSOCIATIONS, "none of an account that uses IRSA, none with a role of ours"))
                : findings;
    }

    /** One that may not be looked at is unknown, and hides no other. */
    private Optional<Finding> looked(
            ServiceAccount account, Function<Optional<PodIdentityAssociation>, Optional<Finding>> look) {
        try {
            return look.apply(associations.of(account));
        } catch (RuntimeException failure) {
            return Optional.of(Unanswered.finding(subject(account), failure));
        }
    }

    private static String subject(ServiceAccount account) {
        return "association of " + account;
    }

    private Optional<Finding> finding(
            String key, ServiceAccount account, Optional<PodIdentityAssociation> association) {
        String subject = subject(account);
        String arn = environment.iamRoleArns().get(key);
        if (!environment.identities().usesPodIdentity(key)) {
            return association.map(unexpected -> Finding.wrong(
                    subject,
                    "there is one with %s, beside the annotation of IRSA: Pod Identity wins"
                            .formatted(given(unexpected)),
                    "%s, or workload_identities.%s: pod-identity".formatted(delete(unexpected), key)));
        }
        if (association.isEmpty()) {
            return Optional.of(Finding.wrong(
                    subject,
                    "there is none: its pods get no role, or the node's",
                    "aws eks create-pod-identity-association --cluster-name %s --namespace %s --service-account %s --role-arn %s"
                            .formatted(cluster(), account.namespace(), account.name(), arn)));
        }
        if (!given(association.get()).equals(arn)) {
            return Optional.of(Finding.wrong(
                    subject,
                    "gives %s, the environment names %s".formatted(given(association.get()), arn),
                    "aws eks update-pod-identity-association --cluster-name %s --association-id %s --role-arn %s, or correct"
                                    .formatted(cluster(), association.get().associationId(), arn)
                            + " iam_role_arns." + key));
        }
        return Optional.of(
                association.get().targetRoleArn() == null
                        ? Finding.right(subject, "gives " + arn)
                        : Finding.unknown(
                                subject,
                                "gives %s through %s: trust of a target role is not judged here"
                                        .formatted(arn, association.get().roleArn()),
                                "see that each of the two trusts who assumes it, or associate %s itself"
                                        .formatted(arn)));
    }

    private Optional<Finding> stranger(ServiceAccount account, PodIdentityAssociation association) {
        return environment.iamRoleArns().containsValue(given(association))
                ? Optional.of(Finding.wrong(
                        subject(account),
                        "gives %s, which is another account's".formatted(given(association)),
                        delete(association)))
                : Optional.empty();
    }

    /** The role that pods end up with. */
    private static String given(PodIdentityAssociation association) {
        return association.targetRoleArn() == null ? association.roleArn() : association.targetRoleArn();
    }

    private String delete(PodIdentityAssociation association) {
        return "aws eks delete-pod-identity-association --cluster-name %s --association-id %s"
                .formatted(cluster(), association.associationId());
    }

    private List<Finding> agent() {
        try {
            if (eks.listAddonsPaginator(request -> request.clusterName(cluster())).addons().stream()
                    .anyMatch(ADD_ON::equals)) {
                return List.of(addOn());
            }
            var compute = eks.describeCluster(request -> request.name(cluster()))
                    .cluster()
                    .computeConfig();
            return List.of(
                    compute != null && Boolean.TRUE.equals(compute.enabled())
                            ? Finding.right(AGENT, "EKS Auto Mode brings it")
                            : Finding.wrong(
                                    AGENT,
                                    "add-on %s is not there: no pod gets a role by its association".formatted(ADD_ON),
                                    "aws eks create-addon --cluster-name %s --addon-name %s"
                                            .formatted(cluster(), ADD_ON)));
        } catch (ResourceNotFoundException noCluster) {
            return List.of();
        }
    }

    private Finding addOn() {
        String status = eks.describeAddon(
                        request -> request.clusterName(cluster()).addonName(ADD_ON))
                .addon()
                .statusAsString();
        String found = "add-on %s is %s".formatted(ADD_ON, status);
        return WORKING.contains(status)
                ? Finding.right(AGENT, found)
                : Finding.wrong(
                        AGENT,
                        found,
                        "aws eks describe-addon --cluster-name %s --addon-name %s tells why; update it, or make it again"
                                .formatted(cluster(), ADD_ON));
    }

    private String cluster() {
        return environment.cluster().name();
    }
}
