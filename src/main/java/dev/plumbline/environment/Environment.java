package dev.plumbline.environment;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that differs between two installations of the platform, validated: the only input of every later step.
 *
 * @param name the file's name without suffix and the value of the input {@code environment}, for example {@code dev}
 * @param target what kind of cluster it is for
 * @param projectName the project tag
 * @param aws region and account; the account is also a guard
 * @param cluster the cluster; for {@link TargetKind#LOCAL} only what does not come from the started cluster
 * @param namespace the application namespace
 * @param tags the Norman standard tags, each a valid label value
 * @param images where the application images come from
 * @param iamRoleArns IRSA role ARN by role key ({@code gateway_service}, {@code cluster_autoscaler}, ...)
 * @param secrets Secrets Manager entries
 * @param appConfig AppConfig identifiers
 * @param endpoints RDS and, if external, the Redis cache
 * @param messaging queues and topics
 * @param services settings by service key, in the order of the platform file
 * @param releases settings of the system releases by release key, in the order of the platform file
 * @param applicationChart the chart that all services share
 * @param redisCache the in-cluster cache; not created when {@code endpoints.redis()} is given
 * @param awsEndpoints emulator addresses by AWS service id; empty on a live environment
 * @param charts whether charts may be stand-ins
 * @param permissions what each role must be able to do and must not, by role key
 * @param driftIgnores differences between cluster and declaration that are accepted for a while
 * @param safeDisturbances ids of the disturbing checks that may run on this live environment
 * @param proof what a verification does to be sure, besides reading
 * @param identities how service accounts get their roles
 * @param inputs the Terraform modules that its values come from
 * @param provenance where each value was written
 */
public record Environment(
        String name,
        TargetKind target,
        String projectName,
        AwsAccount aws,
        ClusterInputs cluster,
        String namespace,
        Map<String, String> tags,
        ImageSource images,
        Map<String, String> iamRoleArns,
        SecretsConfig secrets,
        AppConfigIds appConfig,
        InfrastructureEndpoints endpoints,
        Messaging messaging,
        Map<String, ServiceSettings> services,
        Map<String, ReleaseSettings> releases,
        ApplicationChart applicationChart,
        RedisCacheSettings redisCache,
        Map<String, URI> awsEndpoints,
        ChartPolicy charts,
        Map<String, List<PermissionSettings>> permissions,
        List<DriftIgnore> driftIgnores,
        Set<String> safeDisturbances,
        ProofSettings proof,
        WorkloadIdentities identities,
        InputSettings inputs,
        Provenance provenance) {

    public Environment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(target, "target");
        tags = Ordered.copy(tags);
        iamRoleArns = Ordered.copy(iamRoleArns);
        services = Ordered.copy(services);
        releases = Ordered.copy(releases);
        awsEndpoints = Ordered.copy(awsEndpoints);
        permissions = Ordered.copy(permissions);
        driftIgnores = List.copyOf(driftIgnores);
        safeDisturbances = Set.copyOf(safeDisturbances);
    }

    /** Whether a check that disturbs what runs may do so: on a throw-away cluster any, on a live one what was declared safe. */
    public boolean allowsDisturbance(String check) {
        return !target.isLive() || safeDisturbances.contains(check);
    }

    /** The same environment with the emulator addresses and the version that a started cluster brought. */
    public Environment onStartedCluster(Map<String, URI> endpoints, String kubernetesVersion) {
        return new Environment(
                name,
                target,
                projectName,
                aws,
                cluster.withKubernetesVersion(kubernetesVersion),
                namespace,
                tags,
                images,
                iamRoleArns,
                secrets,
                appConfig,
                this.endpoints,
                messaging,
                services,
                releases,
                applicationChart,
                redisCache,
                endpoints,
                charts,
                permissions,
                driftIgnores,
                safeDisturbances,
                proof,
                identities,
                inputs,
                provenance);
    }
}
