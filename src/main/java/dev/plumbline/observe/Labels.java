package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** Which labels a selector matches. */
public final class Labels {
    private Labels() {}

    /** @param selector an empty one matches nothing here: in this platform it is always a mistake */
    public static boolean match(Map<String, String> selector, Map<String, String> labels) {
        return selector != null
                && !selector.isEmpty()
                && labels != null
                && labels.entrySet().containsAll(selector.entrySet());
    }

    static boolean match(Map<String, String> selector, HasMetadata object) {
        return match(selector, object.getMetadata().getLabels());
    }
}
