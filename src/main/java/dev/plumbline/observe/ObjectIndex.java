package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every object by kind and namespace, and what could not be read. Immutable; a changed copy shares all that did not change.
 */
final class ObjectIndex {
    private static final Listing NOTHING = new Listing.Listed(List.of());

    /** Namespace is empty for cluster-scoped kinds. */
    record Scope(Kind kind, String namespace) {
        @Override
        public String toString() {
            return kind + (namespace.isEmpty() ? "" : " in namespace " + namespace);
        }
    }

    private final Map<Scope, Listing> listings;
    private final Listing elsewhere;

    private ObjectIndex(Map<Scope, Listing> listings, Listing elsewhere) {
        this.listings = listings;
        this.elsewhere = elsewhere;
    }

    /** All there is: what is not in it does not exist. */
    static ObjectIndex complete(Collection<? extends HasMetadata> objects) {
        return new ObjectIndex(grouped(objects), NOTHING);
    }

    /** What was listed: of anything else nothing is known. */
    static ObjectIndex listed(Map<Scope, Listing> listings) {
        Map<Scope, Listing> copy = new LinkedHashMap<>();
        listings.forEach((scope, listing) -> copy.put(scope, withoutSecretValues(listing)));
        return new ObjectIndex(copy, new Listing.Unreadable("it was not asked for"));
    }

    Listing listing(Kind kind, String namespace) {
        return listings.getOrDefault(new Scope(kind, namespace), elsewhere);
    }

    /** Every object that could be read. */
    List<HasMetadata> all() {
        return listings.values().stream()
                .filter(Listing.Listed.class::isInstance)
                .flatMap(listing -> ((Listing.Listed) listing).objects().stream())
                .toList();
    }

    ObjectIndex with(HasMetadata object) {
        ObjectId id = ObjectId.of(object);
        List<HasMetadata> objects = new ArrayList<>(objects(id));
        objects.add(SeenSecret.withoutValues(object));
        return changed(id, objects);
    }

    ObjectIndex without(ObjectId id) {
        return changed(
                id,
                objects(id).stream()
                        .filter(object -> !Objects.equals(object.getMetadata().getName(), id.name()))
                        .toList());
    }

    ObjectIndex unreadable(Kind kind, String namespace, String reason) {
        return changed(new Scope(kind, namespace), new Listing.Unreadable(reason));
    }

    private List<HasMetadata> objects(ObjectId id) {
        return listing(id.kind(), id.namespace()) instanceof Listing.Listed listed ? listed.objects() : List.of();
    }

    private ObjectIndex changed(ObjectId id, List<HasMetadata> objects) {
        return changed(new Scope(id.kind(), id.namespace()), new Listing.Listed(objects));
    }

    private ObjectIndex changed(Scope scope, Listing listing) {
        Map<Scope, Listing> copy = new LinkedHashMap<>(listings);
        copy.put(scope, listing);
        return new ObjectIndex(copy, elsewhere);
    }

    private static Map<Scope, Listing> grouped(Collection<? extends HasMetadata> objects) {
        Map<Scope, List<HasMetadata>> groups = new LinkedHashMap<>();
        for (HasMetadata object : objects) {
            ObjectId id = ObjectId.of(object);
            groups.computeIfAbsent(new Scope(id.kind(), id.namespace()), scope -> new ArrayList<>())
                    .add(SeenSecret.withoutValues(object));
        }
        Map<Scope, Listing> listings = new LinkedHashMap<>();
        groups.forEach((scope, group) -> listings.put(scope, new Listing.Listed(group)));
        return listings;
    }

    private static Listing withoutSecretValues(Listing listing) {
        return listing instanceof Listing.Listed listed
                ? new Listing.Listed(
                        listed.objects().stream().map(SeenSecret::withoutValues).toList())
                : listing;
    }
}
