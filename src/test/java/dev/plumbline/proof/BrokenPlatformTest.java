package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.proof.Mutants.Mutant;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A check that cannot fail is a defect: whatever the contract says of a field is broken here, and the suite must turn red. */
class BrokenPlatformTest {
    private static final String TAGS = "metadata\\|labels\\|(Project|Environment|ManagedBy|Owner|CostCenter)";
    private static final String POD = "spec\\|template\\|spec\\|";
    private static final String CONTAINER = POD + "containers\\|0\\|";

    /** What the contract constrains, by kind; paths as regular expressions. */
    private static final Map<String, String> CONSTRAINED = Map.of(
            "Namespace", TAGS,
            "ConfigMap", TAGS + "|data\\|.*",
            "ServiceAccount", TAGS + "|metadata\\|annotations\\|eks.amazonaws.com/role-arn",
            "HorizontalPodAutoscaler",
                    TAGS + "|spec\\|(minReplicas|maxReplicas|scaleTargetRef\\|.*|metrics\\|.*|behavior\\|.*)",
            "PodDisruptionBudget", TAGS + "|spec\\|(maxUnavailable|selector\\|.*)",
            "Service", TAGS + "|spec\\|(ports\\|0\\|(port|targetPort)|selector\\|.*)",
            "ClusterSecretStore", TAGS + "|spec\\|provider\\|.*",
            "ExternalSecret",
                    TAGS + "|spec\\|(secretStoreRef\\|.*|refreshInterval|target\\|(name|creationPolicy)"
                            + "|data\\|.*\\|(secretKey|remoteRef\\|(key|property)))",
            "Deployment",
                    TAGS + "|spec\\|template\\|" + TAGS
                            + "|spec\\|template\\|metadata\\|annotations\\|checksum/infra-config|"
                            + POD
                            + "(serviceAccountName|enableServiceLinks|securityContext\\|(runAsNonRoot|seccompProfile\\|type))|"
                            + CONTAINER
                            + "(image|ports\\|0\\|containerPort|envFrom\\|.*\\|name|resources\\|.*|(liveness|readiness)Probe\\|httpGet\\|path"
                            + "|securityContext\\|.*|env\\|.*\\|secretKeyRef\\|.*)",
            "CustomResourceDefinition", "metadata\\|annotations\\|helm.sh/resource-policy");

    /** Kinds without which the platform is not the platform. */
    private static final Set<String> NEEDED = Set.of(
            "Namespace",
            "ConfigMap",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "ClusterSecretStore",
            "ExternalSecret");

    private final Catalogue suite = Catalogue.ofSuite();
    private final Observed healthy = SmallPlatform.rendered();
    private final Mutants mutants = new Mutants(healthy);

    @Test
    void everyConstrainedFieldThatIsBrokenTurnsTheSuiteRed() {
        List<Mutant> all = new ArrayList<>();
        for (HasMetadata object : constrainedObjects()) {
            Pattern paths = Pattern.compile(CONSTRAINED.get(object.getKind()));
            all.addAll(mutants.ofFields(object, path -> paths.matcher(path).matches()));
        }

        all.removeIf(BrokenPlatformTest::meansTheSame);

        assertThat(all).hasSizeGreaterThan(200);
        assertThat(survivorsOf(all)).isEmpty();
    }

    @Test
    void everyNeededObjectThatIsMissingOrDoubledTurnsTheSuiteRed() {
        List<Mutant> all = healthy.objects().stream()
                .filter(object -> NEEDED.contains(object.getKind()) || isOfAService(object))
                // the cluster autoscaler's own budget is its chart's business
                .filter(object -> !"kube-system".equals(object.getMetadata().getNamespace()))
                .flatMap(object -> mutants.ofObject(object).stream())
                .toList();

        assertThat(all).hasSizeGreaterThan(20);
        assertThat(survivorsOf(all)).isEmpty();
    }

    @Test
    void everyNodeAutoscalerWithoutItsClusterTurnsTheSuiteRed() {
        HasMetadata autoscaler = object("Deployment", "cluster-autoscaler-aws-cluster-autoscaler");

        assertThat(survivorsOf(mutants.ofFields(autoscaler, path -> path.endsWith("command|3"))))
                .isEmpty();
        assertThat(survivorsOf(mutants.ofFields(autoscaler, path -> path.endsWith("env|2|value"))))
                .isEmpty();
    }

    @Test
    void aLoadBalancerControllerThatIsToldSomethingElseTurnsTheSuiteRed() {
        HasMetadata controller = object("Deployment", "aws-load-balancer-controller");

        assertThat(survivorsOf(mutants.ofFields(controller, path -> path.matches(".*args\\|[023]"))))
                .isEmpty();
    }

    @Test
    void whatNobodyDeclaredTurnsTheSuiteRed() {
        List<Mutant> all = List.of(
                mutants.withField(object("ConfigMap", "infra-config"), "data|SURPRISE", "1"),
                mutants.withField(object("Deployment", "front-door"), "spec|replicas", 3),
                mutants.withField(
                        object("ServiceAccount", "metrics-server"),
                        "metadata|annotations",
                        Map.of("eks.amazonaws.com/role-arn", "arn:aws:iam::444455556666:role/scaler")),
                mutants.withField(object("Service", "front-door"), "spec|selector", Map.of()));

        assertThat(survivorsOf(all)).isEmpty();
    }

    /** Without a target a Service leads to its own port's number; with one of two labels a selector still finds the same pods. */
    private static boolean meansTheSame(Mutant mutant) {
        return mutant.change().equals("removed")
                && (mutant.path().endsWith("targetPort") || mutant.path().contains("selector|"));
    }

    private List<HasMetadata> constrainedObjects() {
        return healthy.objects().stream()
                .filter(object -> CONSTRAINED.containsKey(object.getKind()))
                .filter(object -> isOurs(object)
                        || hasRole(object)
                        || "CustomResourceDefinition".equals(object.getKind())
                                && object.getMetadata().getName().endsWith(".external-secrets.io"))
                .toList();
    }

    private boolean isOurs(HasMetadata object) {
        return object.getMetadata().getLabels() != null
                && object.getMetadata().getLabels().containsKey("CostCenter")
                && !object.getMetadata().getName().equals("tiny-cache");
    }

    private static boolean isOfAService(HasMetadata object) {
        return object.getMetadata().getLabels() != null
                && object.getMetadata().getLabels().containsKey("CostCenter");
    }

    private static boolean hasRole(HasMetadata object) {
        return "ServiceAccount".equals(object.getKind())
                && object.getMetadata().getAnnotations() != null
                && object.getMetadata().getAnnotations().containsKey("eks.amazonaws.com/role-arn");
    }

    private HasMetadata object(String kind, String name) {
        return healthy.objects().stream()
                .filter(object -> object.getKind().equals(kind)
                        && object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those that no check finds, or that are found by a message which does not name the object. */
    private List<String> survivorsOf(List<Mutant> mutants) {
        return mutants.stream()
                .filter(mutant -> DirectRun.of(suite, mutant.observed()).stream()
                        .filter(CheckResult::isRed)
                        .noneMatch(result -> message(result.outcome())
                                .contains(mutant.object().name())))
                .map(Mutant::toString)
                .toList();
    }

    private static String message(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed ? failed.message() : ((Outcome.Unknown) outcome).reason();
    }
}
