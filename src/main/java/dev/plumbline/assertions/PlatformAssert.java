package dev.plumbline.assertions;

import dev.plumbline.observe.Origin;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * What assertions on the platform have in common: where the expected value was declared, and one message for everything that is
 * wrong with an object.
 *
 * @param <SELF> the assertion's own type
 * @param <A> what it is about
 */
public abstract class PlatformAssert<SELF extends PlatformAssert<SELF, A>, A> extends AbstractAssert<SELF, A> {
    private final Origin origin;
    private final String identity;
    private String declaredAt = "";

    PlatformAssert(A actual, Class<?> self, String identity, Origin origin) {
        super(actual, self);
        this.identity = identity;
        this.origin = origin;
    }

    /**
     * Which input declares what is expected next, for the message.
     *
     * @param keyPath for example {@code autoscaling.gateway}
     */
    public SELF declaredAt(String keyPath) {
        this.declaredAt = keyPath;
        return myself;
    }

    final Findings findings() {
        return new Findings(origin, declaredAt);
    }

    final Origin origin() {
        return origin;
    }

    /** @param claim what does not hold, to follow the object's name: {@code does not scale as declared} */
    final SELF conclude(String claim, Findings findings) {
        List<Mismatch> mismatches = findings.mismatches();
        if (mismatches.isEmpty()) {
            return myself;
        }
        String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
        throw new PlatformAssertionError(
                mismatches.stream()
                        .map(Mismatch::toString)
                        .collect(Collectors.joining(
                                System.lineSeparator(),
                                "%s%s (%s) %s:%n".formatted(description, identity, origin, claim),
                                "")),
                mismatches);
    }
}
