package dev.plumbline.proof;

import dev.plumbline.observe.Kind;
import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.Redaction;
import dev.plumbline.observe.Source;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object of Kubernetes. */
record ObjectPart(ObjectId id, HasMetadata object, Tree tree) implements Part {
    private static final Place NAME = Place.ROOT.below("metadata", "").below("name", "");
    private static final Place NAMESPACE = Place.ROOT.below("metadata", "").below("namespace", "");
    private static final String INSTANCE = "app.kubernetes.io/instance";
    /** Of these, one more in the namespace of the applications is a stranger. */
    private static final Set<Kind> STRANGE = Set.of(
            Kind.DEPLOYMENT,
            Kind.SERVICE,
            Kind.CONFIG_MAP,
            Kind.SECRET,
            Kind.SERVICE_ACCOUNT,
            Kind.AUTOSCALER,
            Kind.DISRUPTION_BUDGET,
            Kind.EXTERNAL_SECRET);

    static ObjectPart of(HasMetadata object) {
        return new ObjectPart(ObjectId.of(object), object, new Tree(Redaction.of(object)));
    }

    @Override
    public String kind() {
        return id.kind().name();
    }

    @Override
    public String name() {
        return id.namespace().isEmpty() ? id.name() : id.namespace() + "/" + id.name();
    }

    @Override
    public String namespace() {
        return id.namespace();
    }

    @Override
    public Observed broken(Observed healthy, Tree other) {
        return healthy.replacing(id, read(other, object.getClass()));
    }

    @Override
    public Map<String, Whole> wholes(Observed healthy) {
        Map<String, Whole> wholes = new LinkedHashMap<>();
        List<String> names = names();
        wholes.put("missing", new Whole(healthy.without(id), names));
        wholes.put("of another name", whole(healthy, NAME, id.name() + "-x", object.getClass()));
        if (!id.namespace().isEmpty()) {
            wholes.put("in another namespace", whole(healthy, NAMESPACE, "elsewhere", object.getClass()));
        }
        wholes.put("of another kind", new Whole(healthy.replacing(id, ofAnotherKind()), names));
        if (healthy.source() == Source.RENDERED) {
            wholes.put("twice", new Whole(healthy.with(read(tree, object.getClass())), names));
        }
        if (isStrangeWhenCopied(healthy)) {
            HasMetadata copy = read(tree.with(NAME, id.name() + "-copy"), object.getClass());
            wholes.put("copied", new Whole(healthy.with(copy), List.of(identity() + "-copy")));
        }
        return wholes;
    }

    private Whole whole(Observed healthy, Place place, String value, Class<? extends HasMetadata> type) {
        return new Whole(healthy.replacing(id, read(tree.with(place, value), type)), names());
    }

    /** Its own, or that of the release which brings it, or of the controller that makes it: of one of many that tells enough. */
    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(identity(), "release " + id.name()));
        Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> labels.get(INSTANCE))
                .filter(release -> !id.name().equals(release))
                .ifPresent(release -> names.addAll(List.of("release " + release, "of " + release + " ")));
        object.getMetadata().getOwnerReferences().stream()
                .map(owner -> object instanceof Pod ? owner.getName().replaceFirst("-[a-z0-9]+$", "") : owner.getName())
                .forEach(owner -> names.add("Deployment " + id.namespace() + "/" + owner + " "));
        return names;
    }

    private boolean isStrangeWhenCopied(Observed healthy) {
        return id.namespace().equals(healthy.environment().namespace())
                && STRANGE.contains(id.kind())
                && object.getMetadata().getOwnerReferences().isEmpty();
    }

    private HasMetadata ofAnotherKind() {
        Place kind = Place.ROOT.below("kind", "");
        return object instanceof Deployment
                ? read(tree.with(kind, "StatefulSet"), StatefulSet.class)
                : read(tree.with(kind, "Another" + object.getKind()), GenericKubernetesResource.class);
    }

    private static HasMetadata read(Tree tree, Class<? extends HasMetadata> type) {
        return Serialization.unmarshal(Serialization.asJson(tree.root()), type);
    }
}
