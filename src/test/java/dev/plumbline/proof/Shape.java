package dev.plumbline.proof;

import dev.plumbline.observe.Observed;
import java.util.Set;
import java.util.TreeSet;

/** Which places a platform has, without their values and without names that differ from run to run. */
final class Shape {
    private Shape() {}

    static Set<String> of(Observed platform) {
        Set<String> shape = new TreeSet<>();
        for (Part part : Parts.of(platform)) {
            String name = part.kind() + " " + steady(part.name());
            part.tree().leaves().keySet().forEach(place -> shape.add(name + " " + steady(place)));
        }
        shape.removeIf(Shape::comesAndGoes);
        return shape;
    }

    /** In the first and not in the second. */
    static Set<String> less(Set<String> first, Set<String> second) {
        Set<String> left = new TreeSet<>(first);
        left.removeAll(second);
        return left;
    }

    /** A pod and a ReplicaSet are called after what made them, and a hash. */
    private static String steady(String name) {
        return name.replaceAll("-[a-f0-9]{7,10}(-[a-z0-9]{5})?$", "-*");
    }

    /** Elements of lists may be called after such a one. */
    private static String steady(Place place) {
        return place.toString().replaceAll("(?<!conditions)\\[[^]]*]", "[]");
    }

    /** A container that was started a second time, and an autoscaler that has scaled, tell more. */
    private static boolean comesAndGoes(String place) {
        return place.contains(".lastState.") || place.endsWith(" status.lastScaleTime");
    }
}
