package dev.plumbline.environment;

import java.util.LinkedHashSet;
import java.util.Set;

/** Which application services there are: whatever {@code service_ports} or {@code service_names} lists. */
final class ServiceKeys {
    private ServiceKeys() {}

    static Set<String> of(Inputs in) {
        Set<String> keys = new LinkedHashSet<>(in.keys("service_ports"));
        keys.addAll(in.keys("service_names"));
        return keys;
    }

    static String nameOf(Inputs in, String key) {
        return in.text("service_names", key).orElse(key + "-service");
    }

    static String roleKeyOf(String key) {
        return key + "_service";
    }
}
