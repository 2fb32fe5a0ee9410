package dev.plumbline.assertions;

import dev.plumbline.observe.Seen;
import java.util.Map;

/**
 * What can be said of every object.
 *
 * @param <SELF> the assertion's own type
 * @param <A> the kind of object
 */
public abstract class SeenAssert<SELF extends SeenAssert<SELF, A>, A extends Seen<?>> extends PlatformAssert<SELF, A> {
    SeenAssert(A actual, Class<?> self) {
        super(actual, self, actual.id().toString(), actual.origin());
    }

    /** Each tag is a label with exactly that value; further labels are fine. */
    public SELF carriesTags(Map<String, String> tags) {
        Findings findings = findings();
        findings.isTrue(!tags.isEmpty(), "metadata.labels", "at least one tag", tags);
        tags.forEach((key, value) ->
                findings.equal("metadata.labels." + key, value, actual.labels().get(key), key));
        return conclude("does not carry the tags", findings);
    }

    public SELF hasLabel(String key, String value) {
        return conclude(
                "is labelled otherwise",
                findings()
                        .equal("metadata.labels." + key, value, actual.labels().get(key)));
    }

    public SELF hasAnnotation(String key, String value) {
        return conclude(
                "is annotated otherwise",
                findings()
                        .equal(
                                "metadata.annotations." + key,
                                value,
                                actual.annotations().get(key)));
    }
}
