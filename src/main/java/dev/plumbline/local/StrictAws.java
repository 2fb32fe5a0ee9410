package dev.plumbline.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An emulator that believes nobody, and a cluster that authenticates like EKS: moto behind {@code fixtures/rehearsal/strict_aws}, which
 * judges EKS tokens, web identities and policies by AWS's documented rules.
 *
 * @param code the folder {@code fixtures/rehearsal}
 * @param account number of the only account
 * @param cluster name of the EKS cluster that tokens must be signed for
 * @param region where it is
 * @param issuer of the cluster's service-account tokens, as IAM's OIDC provider names it
 * @param access Kubernetes groups by the ARN of a role or user: the cluster's access entries
 */
public record StrictAws(
        Path code, String account, String cluster, String region, String issuer, Map<String, List<String>> access) {
    /** The emulator's name on the cluster's own network. */
    static final String HOST = "aws";

    public StrictAws {
        code = code.toAbsolutePath();
        access = Map.copyOf(access);
    }

    Map<String, String> variables() {
        return Map.of(
                "MOTO_ACCOUNT_ID",
                account,
                "PLUMBLINE_CLUSTER",
                cluster,
                "PLUMBLINE_REGION",
                region,
                "PLUMBLINE_ACCESS",
                JsonMapper.shared().writeValueAsString(access),
                "PYTHONPATH",
                "/opt/moto:/rehearsal",
                "PYTHONDONTWRITEBYTECODE",
                "1");
    }

    /** The account's image registry. */
    String registry() {
        return account + ".dkr.ecr." + region + ".amazonaws.com";
    }

    /** What the API server is told of where tokens are judged: a kubeconfig, as its flag wants it. */
    String webhook(int port) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: eks
                  cluster: {server: "http://%s:%d/plumbline/authenticate"}
                users:
                - name: apiserver
                contexts:
                - name: eks
                  context: {cluster: eks, user: apiserver}
                current-context: eks
                """.formatted(HOST, port);
    }

    List<String> apiServerArguments() {
        return List.of(
                "service-account-issuer=" + issuer, "api-audiences=" + issuer + ",https://kubernetes.default.svc");
    }
}
