package dev.plumbline.environment;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every environment must give or inherit. */
final class RequiredInputs implements Rule {
    private static final List<String> ALWAYS = words("""
            environment target project_name namespace aws_region aws_account_id kubernetes_version
            tags.ManagedBy tags.Owner tags.CostCenter
            ecr_repository_prefix image_tag charts
            secrets_config.store_name secrets_config.secret_name secrets_config.rds_secret_id
            secrets_config.username_property secrets_config.password_property secrets_config.refresh_interval
            appconfig_ids.application appconfig_ids.environment appconfig_ids.profile
            infrastructure_endpoints.rds.host
            sqs_queue_urls.inference sqs_queue_urls.judge sns_topic_arns.inference sns_topic_arns.judge
            service_ports chart.directory releases
            redis_cache.service redis_cache.name redis_cache.port redis_cache.image.repository redis_cache.image.tag
            redis_cache.resources.requests.cpu redis_cache.resources.requests.memory
            """);
    private static final List<String> LIVE =
            words("cluster_name cluster_endpoint cluster_ca_certificate cluster_oidc_provider_arn vpc_id");
    private static final List<String> RELEASE = words("name namespace repository chart version");
    private static final List<String> AMOUNTS = words("cpu memory");

    private final TerraformLayer terraform;

    RequiredInputs(TerraformLayer terraform) {
        this.terraform = terraform;
    }

    @Override
    public void check(Inputs in, Findings findings) {
        ALWAYS.forEach(path -> require(in, findings, path.split("\\.")));
        if (Target.of(in).filter(TargetKind::isLive).isPresent()) {
            LIVE.forEach(path -> require(in, findings, path));
        }
        for (String service : in.keys("service_ports")) {
            require(in, findings, "iam_role_arns", ServiceKeys.roleKeyOf(service));
            require(in, findings, "autoscaling", service, "min_replicas");
            require(in, findings, "autoscaling", service, "max_replicas");
            require(in, findings, "autoscaling", service, "target_cpu_percent");
            requireAmounts(in, findings, "resources", service, "requests");
            whole(in, findings, AMOUNTS, "resources", service, "limits");
            whole(in, findings, words("liveness readiness"), "probes", service);
        }
        whole(in, findings, AMOUNTS, "redis_cache", "resources", "limits");
        for (String release : in.keys("releases")) {
            RELEASE.forEach(key -> require(in, findings, "releases", release, key));
            in.text("releases", release, "role_key").ifPresent(role -> require(in, findings, "iam_role_arns", role));
        }
        hostAndPort(in, findings, "rds");
        hostAndPort(in, findings, "redis");
    }

    private void requireAmounts(Inputs in, Findings findings, String... keys) {
        AMOUNTS.forEach(amount -> require(in, findings, Inputs.append(keys, amount)));
    }

    /** A mapping that may be left out, but not in part. */
    private void whole(Inputs in, Findings findings, List<String> parts, String... keys) {
        if (in.has(keys)) {
            parts.forEach(part -> require(in, findings, Inputs.append(keys, part)));
        }
    }

    private void hostAndPort(Inputs in, Findings findings, String name) {
        Optional<String> host = in.text("infrastructure_endpoints", name, "host");
        if (in.has("infrastructure_endpoints", name)
                && !host.map(text -> text.contains(":")).orElse(false)) {
            require(in, findings, "infrastructure_endpoints", name, "host");
            require(in, findings, "infrastructure_endpoints", name, "port");
        }
    }

    private void require(Inputs in, Findings findings, String... keys) {
        Optional<ModuleOutput> output = ModuleOutput.giving(String.join(".", keys));
        boolean documentAbsent = output.filter(known -> terraform.absent().contains(known.module()))
                .isPresent();
        if (in.has(keys) || invalidAbove(in, keys) || documentAbsent) {
            return;
        }
        if (output.isEmpty()) {
            findings.add("missing", Optional.empty(), Optional.empty(), keys);
            return;
        }
        boolean local =
                Target.of(in).filter(target -> target == TargetKind.LOCAL).isPresent();
        findings.addToEnvironment(
                "missing" + unusedNeighbour(in, keys), local ? Optional.empty() : output.map(this::hint), keys);
    }

    /** The module that makes roles calls one by another name: nobody reports that as unknown, since it may make roles for others. */
    private static String unusedNeighbour(Inputs in, String... keys) {
        if (!keys[0].equals("iam_role_arns")) {
            return "";
        }
        Set<String> unused = new LinkedHashSet<>(in.keys("iam_role_arns"));
        unused.removeAll(RoleKeys.of(in).used());
        return Spelling.closest(keys[1], unused)
                .map(" (%s is there, but nothing uses it)"::formatted)
                .orElse("");
    }

    private static boolean invalidAbove(Inputs in, String... keys) {
        for (int length = keys.length; length > 0; length--) {
            if (in.find(Arrays.copyOf(keys, length))
                    .filter(Located.Invalid.class::isInstance)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private String hint(ModuleOutput output) {
        return "a value in this file, or output %s of module %s%s"
                .formatted(
                        output.output(),
                        output.module(),
                        terraform.isEmpty() ? " (no outputs of Terraform modules were given)" : "");
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
