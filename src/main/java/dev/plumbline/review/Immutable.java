package dev.plumbline.review;

import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.Step;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Objects of a plan that an upgrade could not change: the API server refuses another selector of a workload, another role of a binding.
 * Only deleting and creating them anew does it, and that stops what they run.
 */
public final class Immutable {
    private static final Map<String, Pattern> FIELDS = Map.of(
            "Deployment", Pattern.compile("spec\\.selector.*"),
            "DaemonSet", Pattern.compile("spec\\.selector.*"),
            "StatefulSet", Pattern.compile("spec\\.(selector|serviceName|podManagementPolicy|volumeClaimTemplates).*"),
            "Job", Pattern.compile("spec\\.(selector|template|completionMode).*"),
            "RoleBinding", Pattern.compile("roleRef.*"),
            "ClusterRoleBinding", Pattern.compile("roleRef.*"));

    private Immutable() {}

    /**
     * One object that would have to be made anew.
     *
     * @param release name of the release that it belongs to
     * @param owner that release on the cluster
     * @param object as it should be
     * @param fields that cannot be changed
     */
    public record Obstacle(String release, ReleaseId owner, HasMetadata object, List<FieldChange> fields) {
        public Obstacle {
            fields = List.copyOf(fields);
        }
    }

    /** In the plan's order; none in most plans. */
    public static List<Obstacle> in(Plan plan) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (PlannedStep planned : plan.steps()) {
            if (planned.step() instanceof Step.Deploy deploy && planned.change() instanceof Change.Update update) {
                Map<HasMetadata, List<FieldChange>> found = new LinkedHashMap<>();
                ReleaseId owner = deploy.release().spec().id();
                update.fields().forEach(field -> deploy.release().objects().stream()
                        .filter(object -> isImmutable(object, field.path(), owner.namespace()))
                        .forEach(object -> found.computeIfAbsent(object, key -> new ArrayList<>())
                                .add(field)));
                found.forEach((object, fields) -> obstacles.add(new Obstacle(deploy.id(), owner, object, fields)));
            }
        }
        return obstacles;
    }

    /**
     * Refuses a plan that cannot be carried out, before anything is touched.
     *
     * @param recreate releases whose objects may be deleted and made anew
     * @throws DeployException naming each field
     */
    public static void requireAgreed(List<Obstacle> obstacles, Set<String> recreate) {
        List<Obstacle> refused = obstacles.stream()
                .filter(obstacle -> !recreate.contains(obstacle.release()))
                .toList();
        if (!refused.isEmpty()) {
            throw new DeployException("""
                    the API server refuses to change what is immutable; nothing was touched
                      found  %s
                      do     keep the fields as they are, or have the objects deleted and made anew, which stops their pods: %s""".formatted(
                            refused.stream()
                                    .flatMap(obstacle -> obstacle.fields().stream())
                                    .map(FieldChange::toString)
                                    .collect(Collectors.joining("\n         ")),
                            refused.stream()
                                    .map(Obstacle::release)
                                    .distinct()
                                    .map(release -> "--recreate " + release)
                                    .collect(Collectors.joining(" "))));
        }
    }

    /** {@code Kind/namespace/name spec.field}, where a template may leave the release's namespace out. */
    private static boolean isImmutable(HasMetadata object, String path, String releaseNamespace) {
        Pattern fields = FIELDS.get(object.getKind());
        int blank = path.indexOf(' ');
        if (fields == null
                || blank < 0
                || !fields.matcher(path.substring(blank + 1)).matches()) {
            return false;
        }
        String named = path.substring(0, blank);
        String namespace = object.getMetadata().getNamespace();
        String shortly = object.getKind() + "/" + object.getMetadata().getName();
        return named.equals(ObjectRef.of(object).toString())
                || named.equals(shortly) && (namespace == null || namespace.equals(releaseNamespace));
    }
}
