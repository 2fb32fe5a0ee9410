package dev.plumbline.ground;

import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.preflight.Finding;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether we may do in the cluster all that a deploy does. Asked in one request for each namespace; what the answer leaves open (EKS
 * authorizes elsewhere, too) is asked one by one.
 */
record Rights(KubernetesClient client, String user) {
    private static final String SUBJECT = "rights in the cluster";
    private static final Right EVERYTHING = new Right("*", "*", "*", "");
    /** What a release is made, compared and taken away with. */
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "patch", "update", "delete");

    List<Finding> of(RenderedPlatform platform, Concurrently concurrently) {
        Set<Right> needed = needed(platform);
        if (allowed(EVERYTHING)) {
            return List.of(Finding.right(SUBJECT, user + " may do everything"));
        }
        Map<String, List<ResourceRule>> rules = new HashMap<>();
        Set<String> namespaces = needed.stream().map(Right::namespace).collect(Collectors.toCollection(TreeSet::new));
        List<String> asked = List.copyOf(namespaces);
        List<List<ResourceRule>> answered = concurrently.ask(asked, this::rules);
        for (int each = 0; each < asked.size(); each++) {
            rules.put(asked.get(each), answered.get(each));
        }
        List<Right> open = needed.stream()
                .filter(right -> rules.get(right.namespace()).stream().noneMatch(rule -> covers(rule, right)))
                .toList();
        List<Boolean> allowed = concurrently.ask(open, this::allowed);
        Map<String, Set<String>> missing = new TreeMap<>();
        for (int each = 0; each < open.size(); each++) {
            if (!allowed.get(each)) {
                missing.computeIfAbsent(open.get(each).object(), object -> new TreeSet<>())
                        .add(open.get(each).verb());
            }
        }
        return List.of(
                missing.isEmpty()
                        ? Finding.right(SUBJECT, "%s may do all %d things".formatted(user, needed.size()))
                        : Finding.wrong(
                                SUBJECT,
                                "%s may not %s"
                                        .formatted(
                                                user,
                                                missing.entrySet().stream()
                                                        .map(object -> String.join(", ", object.getValue()) + " "
                                                                + object.getKey())
                                                        .collect(Collectors.joining("; "))),
                                "associate AmazonEKSClusterAdminPolicy with its access entry, or bind a role that allows it"));
    }

    private static Set<Right> needed(RenderedPlatform platform) {
        Set<Right> needed = new TreeSet<>();
        platform.objects().forEach(object -> needed.addAll(of(ObjectRef.of(object))));
        for (RenderedRelease release : platform.releases()) {
            String namespace = release.release().namespace();
            for (HasMetadata object : release.objects()) {
                needed.addAll(of(ObjectRef.of(object, namespace)));
            }
            // Helm keeps its revisions there, and readiness looks at pods, their owners and events
            Stream.of("get", "list", "create", "update", "delete")
                    .forEach(verb -> needed.add(new Right(verb, "", "secrets", namespace)));
            Stream.of("pods", "events").forEach(seen -> needed.add(new Right("list", "", seen, namespace)));
            needed.add(new Right("list", "apps", "replicasets", namespace));
        }
        Stream.of("get", "create", "update")
                .forEach(verb -> needed.add(new Right(verb, "coordination.k8s.io", "leases", "kube-system")));
        return needed;
    }

    private static List<Right> of(ObjectRef object) {
        String resource = Pluralize.toPlural(object.kind().toLowerCase(Locale.ROOT));
        return VERBS.stream()
                .map(verb -> new Right(
                        verb, object.group(), resource, object.namespace().orElse("")))
                .toList();
    }

    private List<ResourceRule> rules(String namespace) {
        return client.authorization()
                .v1()
                .selfSubjectRulesReview()
                .create(new SelfSubjectRulesReviewBuilder()
                        .withNewSpec()
                        // what is allowed in the whole cluster is in the answer for any namespace
                        .withNamespace(namespace.isEmpty() ? "default" : namespace)
                        .endSpec()
                        .build())
                .getStatus()
                .getResourceRules();
    }

    /** A rule of one namespace says nothing of what has none: only one for everything is believed there. */
    private static boolean covers(ResourceRule rule, Right right) {
        boolean named = has(rule.getApiGroups(), right.group())
                && has(rule.getResources(), right.resource())
                && has(rule.getVerbs(), right.verb())
                && (rule.getResourceNames() == null || rule.getResourceNames().isEmpty());
        return named && !right.namespace().isEmpty();
    }

    private static boolean has(List<String> words, String word) {
        return words != null && (words.contains("*") || words.contains(word));
    }

    private boolean allowed(Right right) {
        String[] parts = right.resource().split("/", 2);
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(parts[0])
                .withNamespace(right.namespace().isEmpty() ? null : right.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed());
    }
}
