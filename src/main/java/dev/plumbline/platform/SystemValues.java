package dev.plumbline.platform;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ReleaseSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a system chart must be told of the environment, under the keys of that chart. All four charts accept a wrong key in silence, so
 * the keys are here, once, and checks look at what became of them.
 */
final class SystemValues {
    private static final String ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

    private final Environment environment;

    SystemValues(Environment environment) {
        this.environment = environment;
    }

    /** The whole values document of a release; the settings' own values win. */
    Map<String, Object> of(ReleaseSettings release) {
        Map<String, Object> derived =
                switch (release.chart()) {
                    case "aws-load-balancer-controller" -> loadBalancerController(release);
                    case "external-secrets" -> externalSecrets(release);
                    case "cluster-autoscaler" -> clusterAutoscaler(release);
                    default -> Map.of();
                };
        return Values.merge(derived, release.values());
    }

    private Map<String, Object> loadBalancerController(ReleaseSettings release) {
        Map<String, Object> values = Values.of(
                "clusterName", environment.cluster().name(),
                // always given: otherwise the controller asks the node's metadata service, which pods often cannot
                // reach
                "region", environment.aws().region());
        environment.cluster().vpcId().ifPresent(id -> values.put("vpcId", id));
        return Values.merge(values, Map.of("serviceAccount", account(release)));
    }

    private Map<String, Object> externalSecrets(ReleaseSettings release) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("serviceAccount", account(release)));
        if (!environment.awsEndpoints().isEmpty()) {
            values.put("extraEnv", emulatorVariables());
        }
        return values;
    }

    private Map<String, Object> clusterAutoscaler(ReleaseSettings release) {
        return Values.of(
                "autoDiscovery/clusterName",
                environment.cluster().name(),
                "awsRegion",
                environment.aws().region(),
                "rbac/serviceAccount",
                account(release));
    }

    private Map<String, Object> account(ReleaseSettings release) {
        Map<String, Object> account = new LinkedHashMap<>();
        release.serviceAccount().ifPresent(name -> account.put("name", name));
        release.roleKey()
                .filter(key -> !environment.identities().usesPodIdentity(key))
                .map(environment.iamRoleArns()::get)
                .ifPresent(arn -> account.put("annotations", Map.of(ROLE_ANNOTATION, arn)));
        return account;
    }

    private List<Map<String, Object>> emulatorVariables() {
        List<Map<String, Object>> variables = new ArrayList<>();
        variables.add(Map.of("name", "AWS_REGION", "value", environment.aws().region()));
        environment
                .awsEndpoints()
                .forEach((service, address) -> variables.add(Map.of(
                        "name",
                        "AWS_" + service.toUpperCase(java.util.Locale.ROOT) + "_ENDPOINT",
                        "value",
                        address.toString())));
        return variables;
    }
}
