package dev.plumbline.observe;

import dev.plumbline.environment.Environment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The same objects, looked at with other eyes. */
public final class Against {
    private Against() {}

    /** Against an environment in which one input is another. */
    public static Observed inputs(Observed seen, String component, Object value) {
        Environment other = with(seen.environment(), component, value);
        return copy(seen, new Origin(other, seen.source()), new Declared(other, chart(seen)));
    }

    /** As if they had been seen elsewhere. */
    public static Observed source(Observed seen, Source source) {
        return copy(seen, new Origin(seen.environment(), source), seen.declared());
    }

    private static Observed copy(Observed seen, Origin origin, Declared declared) {
        return new Observed(
                origin,
                declared,
                ObjectIndex.complete(seen.objects().stream()
                        .map(object ->
                                Serialization.unmarshal(Serialization.asJson(Redaction.of(object)), object.getClass()))
                        .toList()),
                SeenReleases.of(
                        seen.declared().releases().stream().map(seen::releaseOf).toList(), java.util.Map.of()),
                seen.evidence());
    }

    private static ChartVersion chart(Observed seen) {
        return seen.declared().releaseOf(seen.declared().services().get(0)).chart();
    }

    /** The environment with another value of one component. */
    public static Environment with(Environment environment, String component, Object value) {
        RecordComponent[] components = Environment.class.getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(environment);
            }
            return Environment.class
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
