package dev.plumbline.drift;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.RunStamp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What others write into objects because that is their job: no drift. Each line says whose job it is. What is declared stays declared:
 * only replicas under an autoscaler, certificates of webhooks and gathered rules may differ from a declaration.
 */
final class Contract {
    /**
     * Our own managers: this program, what it stamps, and Helm, which inside a JVM calls itself after its process. Whoever called Helm from
     * the command line stored what it sent, and that is what counts as declared.
     */
    static final Set<String> OURS = Set.of(ClusterConnection.USER_AGENT, RunStamp.MANAGER, "java", "helm");

    private static final Set<String> CONTROL_PLANE = Set.of(
            "kube-controller-manager",
            "cloud-controller-manager",
            "kube-scheduler",
            "kube-apiserver",
            "kubelet",
            "eks");

    private static final List<Pattern> ANYBODYS = List.of(
            // state, by the controller of the kind
            Pattern.compile("status(\\..*)?"),
            // a controller's promise to clean up, and the garbage collector's tree
            Pattern.compile("metadata\\.(finalizers|ownerReferences)(\\[.*)?"),
            // injected by whoever issues the certificate
            Pattern.compile("(.*\\.)?caBundle"),
            // the deployment controller's count, kubectl's notes for itself, and a restart, which is no setting
            Pattern.compile(".*\\.annotations\\.(deployment\\.kubernetes\\.io/revision"
                    + "|kubectl\\.kubernetes\\.io/(last-applied-configuration|restartedAt))"),
            // every namespace has it
            Pattern.compile("metadata\\.labels\\.kubernetes\\.io/metadata\\.name"));

    private Contract() {}

    /** Whether somebody may add this field. */
    static boolean allows(DeclaredObject object, ManagedFields.Owned field, boolean autoscaled) {
        return CONTROL_PLANE.contains(field.owner().manager())
                || field.owner().subresource().equals("status")
                || ANYBODYS.stream().anyMatch(each -> each.matcher(field.path()).matches())
                || autoscaled && field.path().equals("spec.replicas")
                || isAggregated(object, field.path())
                || isFilledByItsController(object, field.path());
    }

    /** Whether a declared field may have this live value. */
    static boolean allows(DeclaredObject object, String path, String declared, boolean autoscaled) {
        return autoscaled && path.equals("spec.replicas")
                || path.endsWith("caBundle") && isPlaceholder(declared)
                || isAggregated(object, path);
    }

    /** The rules of a role that gathers those of others are its controller's, who writes them anew whatever is there. */
    private static boolean isAggregated(DeclaredObject object, String path) {
        return object.ref().kind().equals("ClusterRole")
                && object.tree().get("aggregationRule") != null
                && path.matches("rules(\\[.*)?");
    }

    /** A Secret that is declared without data is made to be filled: certificates of an operator's webhook. */
    private static boolean isFilledByItsController(DeclaredObject object, String path) {
        return object.isSecret()
                && path.startsWith("data.")
                && !(object.tree().get("data") instanceof Map<?, ?> data && !data.isEmpty())
                && object.tree().get("stringData") == null;
    }

    /** Charts write a line break where a certificate is to be put. */
    private static boolean isPlaceholder(String bundle) {
        try {
            return new String(Base64.getDecoder().decode(bundle), StandardCharsets.UTF_8).isBlank();
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
