package dev.plumbline.deploy;

import dev.plumbline.readiness.ObjectRef;
import java.util.List;

/**
 * What a destroy left behind on purpose.
 *
 * @param definitions custom resource definitions: their charts keep them, since with them every object of their kinds would go
 * @param others objects that were there before, and so are somebody else's
 */
public record Destroyed(List<ObjectRef> definitions, List<ObjectRef> others) {
    public Destroyed {
        definitions = List.copyOf(definitions);
        others = List.copyOf(others);
    }
}
