package dev.plumbline.proof;

import dev.plumbline.observe.Observed;
import java.util.List;
import java.util.Map;

/** Something of what was observed that can be broken by itself: an object, a release, an answer, a step. */
interface Part {
    /** {@code Deployment}, {@code release}, {@code token}. */
    String kind();

    /** {@code namespace/name}, or only a name. */
    String name();

    /** Empty if it is in none. */
    default String namespace() {
        int slash = name().indexOf('/');
        return slash < 0 ? "" : name().substring(0, slash);
    }

    /** How messages call it. */
    default String identity() {
        return kind() + " " + name();
    }

    Tree tree();

    /**
     * The platform with this part in another state.
     *
     * @throws RuntimeException if no object can be in that state: a server would refuse it too
     */
    Observed broken(Observed healthy, Tree other);

    /** The platform with this part missing, elsewhere or doubled; by the words for it. */
    Map<String, Whole> wholes(Observed healthy);

    /**
     * @param observed with the whole part in another state
     * @param names one of these must be in a message
     */
    record Whole(Observed observed, List<String> names) {}
}
