package dev.plumbline.drift;

import dev.plumbline.deploy.ObjectDiff;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who owns which field of a live object. Every owned leaf is known by the path that people read; an element of a list that is not
 * declared counts as one, not as its many fields.
 */
final class ManagedFields {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    /**
     * A field that exists and has an owner.
     *
     * @param path for people
     * @param way down to it
     * @param live what it is
     * @param declared what it should be; null = nothing is declared
     */
    record Owned(String path, List<Segment> way, Object live, Object declared, Owner owner) {
        boolean isDeclared() {
            return declared != null;
        }

        /** Whether it has parts, which only whoever owns all of it can change, and they are not letter by letter what is declared. */
        boolean isAnotherWhole() {
            return isDeclared() && (live instanceof Map || live instanceof List) && !live.equals(declared);
        }
    }

    private final List<Owned> fields = new ArrayList<>();
    private final Map<String, Set<Owner>> owners = new TreeMap<>();

    /** @param declared the same object as it was sent */
    ManagedFields(Map<String, Object> live, Map<String, Object> declared) {
        if (live.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("managedFields") instanceof List<?> entries) {
            entries.forEach(entry -> read((Map<?, ?>) entry, live, declared));
        }
    }

    List<Owned> fields() {
        return fields;
    }

    /** The owners of a field, or of the nearest one above it that is owned as a whole. */
    Set<Owner> ownersOf(String path) {
        for (String at = path; !at.isEmpty(); at = above(at)) {
            if (owners.containsKey(at)) {
                return owners.get(at);
            }
        }
        return Set.of();
    }

    private static String above(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private void read(Map<?, ?> entry, Map<String, Object> live, Map<String, Object> declared) {
        Owner owner = Owner.of(entry);
        if (entry.get("fieldsV1") instanceof Map<?, ?> tree) {
            walk(tree, new Place("", List.of(), live, declared), owner);
        }
    }

    /** Where a walk stands, in the live object and in the declared one; null = not there. */
    private record Place(String path, List<Segment> way, Object live, Object declared) {
        Place to(Segment segment) {
            List<Segment> longer = new ArrayList<>(way);
            longer.add(segment);
            if (segment instanceof Segment.Key key) {
                return new Place(
                        path.isEmpty() ? key.name() : path + "." + key.name(),
                        longer,
                        live instanceof Map<?, ?> map ? map.get(key.name()) : null,
                        declared instanceof Map<?, ?> map ? map.get(key.name()) : null);
            }
            List<?> lives = live instanceof List<?> list ? list : List.of();
            List<?> declareds = declared instanceof List<?> list ? list : List.of();
            int at = segment.in(lives);
            int sent = segment.in(declareds);
            return new Place(
                    at < 0 ? path : path + "[" + ObjectDiff.labels(lives).get(at) + "]",
                    longer,
                    at < 0 ? null : lives.get(at),
                    sent < 0 ? null : declareds.get(sent));
        }

        boolean isElement() {
            return !(way.get(way.size() - 1) instanceof Segment.Key);
        }
    }

    private void walk(Map<?, ?> tree, Place here, Owner owner) {
        tree.forEach((key, below) -> {
            if (key.equals(".")) {
                return;
            }
            Place there = here.to(segment(key.toString()));
            if (there.live() == null) {
                return;
            }
            boolean leaf =
                    below instanceof Map<?, ?> map && map.keySet().stream().allMatch(each -> each.equals("."));
            if (leaf || there.isElement() && there.declared() == null) {
                add(there, owner);
            } else {
                walk((Map<?, ?>) below, there, owner);
            }
        });
    }

    private void add(Place place, Owner owner) {
        fields.add(new Owned(place.path(), place.way(), place.live(), place.declared(), owner));
        owners.computeIfAbsent(place.path(), path -> new LinkedHashSet<>()).add(owner);
    }

    private static Segment segment(String key) {
        String rest = key.substring(2);
        return switch (key.charAt(0)) {
            case 'k' -> new Segment.Element(JSON.readValue(rest, TREE));
            case 'v' -> new Segment.Item(String.valueOf(JSON.readValue(rest, Object.class)));
            case 'i' -> new Segment.Index(Integer.parseInt(rest));
            default -> new Segment.Key(rest);
        };
    }
}
