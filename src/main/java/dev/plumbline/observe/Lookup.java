package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Finds objects, or fails saying what was looked for where, and what is there instead. */
final class Lookup {
    private final ObjectIndex index;
    private final Origin origin;

    Lookup(ObjectIndex index, Origin origin) {
        this.index = index;
        this.origin = origin;
    }

    /**
     * The one object of that name.
     *
     * @throws MissingObject if there is none, or there are two
     * @throws UnknownState if that could not be read
     */
    <T extends HasMetadata, S> S one(
            Kind kind, String namespace, String name, Class<T> type, BiFunction<T, Origin, S> seen) {
        List<HasMetadata> found = objects(kind, namespace).stream()
                .filter(object -> Objects.equals(name, object.getMetadata().getName()))
                .toList();
        ObjectId id = new ObjectId(kind, namespace, name);
        if (found.isEmpty()) {
            throw new MissingObject("%s (%s) does not exist: %s".formatted(id, origin, others(kind, namespace)));
        }
        if (found.size() > 1) {
            throw new MissingObject("%s (%s) is there %d times: one is expected".formatted(id, origin, found.size()));
        }
        Skeleton.require(found.get(0), origin);
        return seen.apply(type.cast(found.get(0)), origin);
    }

    /** All that match, possibly none. */
    <T extends HasMetadata, S> List<S> all(
            Kind kind, String namespace, Class<T> type, Predicate<T> matching, BiFunction<T, Origin, S> seen) {
        return objects(kind, namespace).stream()
                .map(type::cast)
                .filter(matching)
                .peek(object -> Skeleton.require(object, origin))
                .map(object -> seen.apply(object, origin))
                .toList();
    }

    private List<HasMetadata> objects(Kind kind, String namespace) {
        Listing listing = index.listing(kind, namespace);
        if (listing instanceof Listing.Unreadable unreadable) {
            throw new UnknownState("%s (%s) could not be read: %s"
                    .formatted(new ObjectIndex.Scope(kind, namespace), origin, unreadable.reason()));
        }
        return ((Listing.Listed) listing).objects();
    }

    private String others(Kind kind, String namespace) {
        List<String> names = objects(kind, namespace).stream()
                .map(object -> object.getMetadata().getName())
                .sorted()
                .toList();
        String where = namespace.isEmpty() ? "the cluster" : "namespace " + namespace;
        if (!names.isEmpty()) {
            return "%s has %s %s".formatted(where, kind, String.join(", ", names));
        }
        List<String> elsewhere = index.all().stream()
                .map(ObjectId::of)
                .filter(id -> id.kind().equals(kind))
                .map(ObjectId::toString)
                .sorted()
                .toList();
        return elsewhere.isEmpty()
                ? "%s has no %s, nor has any other place".formatted(where, kind)
                : "%s has no %s; elsewhere there is %s".formatted(where, kind, String.join(", ", elsewhere));
    }
}
