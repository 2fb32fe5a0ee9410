package dev.plumbline.removal;

import dev.plumbline.readiness.ObjectRef;
import java.util.List;

/**
 * What a destroy removed, and what it left behind on purpose.
 *
 * @param removed releases and objects, for people
 * @param definitions custom resource definitions: their charts keep them, since with them every object of their kinds would go
 * @param others objects that were there before, and so are somebody else's
 * @param traces what the platform's own pods seem to have made, since it is called after them, in a namespace that stays
 */
public record Destroyed(
        List<String> removed, List<ObjectRef> definitions, List<ObjectRef> others, List<ObjectRef> traces) {
    public Destroyed {
        removed = List.copyOf(removed);
        definitions = List.copyOf(definitions);
        others = List.copyOf(others);
        traces = List.copyOf(traces);
    }
}
