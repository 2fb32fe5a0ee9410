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
            part.tree().leaves().keySet().forEach(place -> shape.add(name + " " + place));
        }
        return shape;
    }

    /** A pod and a ReplicaSet are called after what made them, and a hash. */
    private static String steady(String name) {
        return name.replaceAll("-[a-z0-9]{5,10}(-[a-z0-9]{5})?$", "-*");
    }
}
