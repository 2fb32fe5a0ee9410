package dev.plumbline.assertions;

import dev.plumbline.observe.SeenApiService;
import java.util.List;
import java.util.Optional;

/** What can be said of an aggregated API. */
public final class ApiServiceAssert extends SeenAssert<ApiServiceAssert, SeenApiService> {
    ApiServiceAssert(SeenApiService actual) {
        super(actual, ApiServiceAssert.class);
    }

    /** The API server reaches who serves it. */
    public ApiServiceAssert isAvailable() {
        String found = Optional.ofNullable(actual.object().getStatus())
                .map(status -> status.getConditions())
                .orElse(List.of())
                .stream()
                .filter(condition -> "Available".equals(condition.getType()))
                .map(condition ->
                        condition.getStatus() + " (" + condition.getReason() + ": " + condition.getMessage() + ")")
                .findFirst()
                .orElse("no such condition");
        return conclude(
                "is not available",
                findings().isTrue(found.startsWith("True "), "status.conditions[Available]", "True", found));
    }
}
