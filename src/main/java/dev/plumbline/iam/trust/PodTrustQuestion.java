package dev.plumbline.iam.trust;

import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.policy.ContextValue;
import java.util.Locale;

/**
 * Can EKS Pod Identity give this role to this service account's pods?
 *
 * @param role the role of the account's association
 * @param account whose pods are meant
 * @param clusterArn {@code arn:aws:eks:REGION:ACCOUNT:cluster/NAME}
 * @param tagged whether the session carries the tags of EKS, which an association may keep back
 */
public record PodTrustQuestion(RoleArn role, ServiceAccount account, String clusterArn, boolean tagged) {
    static final String SERVICE = "pods.eks.amazonaws.com";
    private static final String TAG = "aws:requesttag/";

    /** The usual question, of a session with tags. */
    public PodTrustQuestion(RoleArn role, ServiceAccount account, String clusterArn) {
        this(role, account, clusterArn, true);
    }

    /** The same, of a cluster that has no ARN in hand; it is in the partition of its roles. */
    public static PodTrustQuestion of(
            RoleArn role, ServiceAccount account, String region, String accountId, String cluster) {
        return new PodTrustQuestion(
                role, account, "arn:%s:eks:%s:%s:cluster/%s".formatted(role.partition(), region, accountId, cluster));
    }

    /** Of an association with {@code disableSessionTags}. */
    public PodTrustQuestion withoutTags() {
        return new PodTrustQuestion(role, account, clusterArn, false);
    }

    /** What the request of EKS says under a context key. */
    ContextValue value(String key) {
        if (!tagged && key.toLowerCase(Locale.ROOT).startsWith(TAG)) {
            return new ContextValue.Absent();
        }
        return switch (key.toLowerCase(Locale.ROOT)) {
            case TAG + "kubernetes-namespace" -> new ContextValue.Present(account.namespace());
            case TAG + "kubernetes-service-account" -> new ContextValue.Present(account.name());
            case TAG + "eks-cluster-arn" -> new ContextValue.Present(clusterArn);
            case TAG + "eks-cluster-name" ->
                new ContextValue.Present(clusterArn.substring(clusterArn.indexOf('/') + 1));
            default -> isClaim(key) ? new ContextValue.Absent() : new ContextValue.Unknown();
        };
    }

    /** Of a web identity's token, which there is none of. */
    private static boolean isClaim(String key) {
        return key.endsWith(":sub") || key.endsWith(":aud");
    }

    /** The policy that would be right, for people to copy. */
    public String rightPolicy() {
        return tagged ? narrowPolicy() : """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                 "Principal": {"Service": "%s"},
                 "Action": ["sts:AssumeRole", "sts:TagSession"]}]}""".formatted(SERVICE);
    }

    private String narrowPolicy() {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                 "Principal": {"Service": "%s"},
                 "Action": ["sts:AssumeRole", "sts:TagSession"],
                 "Condition": {"StringEquals": {
                  "aws:RequestTag/eks-cluster-arn": "%s",
                  "aws:RequestTag/kubernetes-namespace": "%s",
                  "aws:RequestTag/kubernetes-service-account": "%s"}}}]}""".formatted(SERVICE, clusterArn, account.namespace(), account.name());
    }
}
