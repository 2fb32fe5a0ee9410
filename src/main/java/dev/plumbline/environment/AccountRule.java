package dev.plumbline.environment;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that names an AWS account, a region or a partition names this environment's. */
final class AccountRule implements Rule {
    private static final Pattern ECR =
            Pattern.compile("([0-9]{12})\\.dkr\\.ecr(?:-fips)?\\.([-a-z0-9]+)\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern OIDC_REGION = Pattern.compile("oidc\\.eks\\.([-a-z0-9]+)\\.");

    @Override
    public void check(Inputs in, Findings findings) {
        in.keys("iam_role_arns").forEach(role -> arn(in, findings, "iam_role_arns", role));
        arn(in, findings, "cluster_oidc_provider_arn");
        arn(in, findings, "secrets_config", "rds_secret_id");
        arn(in, findings, "aws_access", "role_arn");
        if (in.has("aws_access", "external_id") && !in.has("aws_access", "role_arn")) {
            findings.add("no role is assumed that could want it", "aws_access.role_arn", "aws_access", "external_id");
        }
        in.text("cluster_oidc_provider_arn")
                .map(OIDC_REGION::matcher)
                .filter(Matcher::find)
                .ifPresent(oidc -> {
                    same(in, findings, "region", oidc.group(1), "aws_region", "cluster_oidc_provider_arn");
                });
        for (String queue : in.keys("sqs_queue_urls")) {
            queue(in, findings, "sqs_queue_urls", queue);
        }
        in.keys("sns_topic_arns").forEach(topic -> arn(in, findings, "sns_topic_arns", topic));
        registry(in, findings);
    }

    private static void arn(Inputs in, Findings findings, String... keys) {
        String[] parts =
                in.text(keys).filter(text -> text.startsWith("arn:")).orElse("").split(":", 6);
        if (parts.length < 6) {
            return;
        }
        in.text("aws_region")
                .map(AccountRule::partition)
                .filter(own -> !own.equals(parts[1]))
                .ifPresent(own ->
                        findings.add("partition \"%s\" is not that of aws_region".formatted(parts[1]), own, keys));
        if (!parts[3].isEmpty()) {
            same(in, findings, "region", parts[3], "aws_region", keys);
        }
        same(in, findings, "account", parts[4], "aws_account_id", keys);
    }

    private static void queue(Inputs in, Findings findings, String... keys) {
        in.text(keys).ifPresent(url -> {
            List<String> parts = Arrays.asList(url.replaceFirst("https?://", "").split("/"));
            same(in, findings, "account", parts.get(1), "aws_account_id", keys);
            String host = parts.get(0);
            // Under every name that AWS gives SQS (plain, FIPS, legacy, dual-stack, VPC endpoint) the region is a part
            // of its own.
            boolean amazon = host.contains(".amazonaws.com") || host.endsWith(".api.aws");
            if (amazon) {
                in.text("aws_region")
                        .filter(region -> !Arrays.asList(host.split("\\.")).contains(region))
                        .ifPresent(region ->
                                findings.add("host \"%s\" is not in aws_region".formatted(host), region, keys));
            } else if (Target.of(in).filter(TargetKind::isLive).isPresent()) {
                findings.add("host \"%s\" is not Amazon's".formatted(host), Format.QUEUE_URL.allowed(), keys);
            }
        });
    }

    private static void registry(Inputs in, Findings findings) {
        in.text("ecr_repository_prefix").ifPresent(prefix -> {
            String host = prefix.split("/", 2)[0];
            Matcher ecr = ECR.matcher(host);
            if (in.list("registry_mirrors").contains(host)) {
                return;
            }
            if (ecr.matches()) {
                same(in, findings, "account", ecr.group(1), "aws_account_id", "ecr_repository_prefix");
                same(in, findings, "region", ecr.group(2), "aws_region", "ecr_repository_prefix");
            } else {
                findings.add(
                        "host \"%s\" is neither the account's ECR registry nor one of registry_mirrors".formatted(host),
                        "ACCOUNT.dkr.ecr.REGION.amazonaws.com/PATH, or list the host under registry_mirrors",
                        "ecr_repository_prefix");
            }
        });
    }

    private static void same(Inputs in, Findings findings, String what, String found, String input, String... keys) {
        in.text(input)
                .filter(own -> !own.equals(found))
                .ifPresent(own -> findings.add("%s \"%s\" is not %s".formatted(what, found, input), own, keys));
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
