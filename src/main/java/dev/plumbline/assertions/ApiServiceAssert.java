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

    /** It is served by a Service of that namespace and name. */
    public ApiServiceAssert isServedBy(String namespace, String name) {
        var service = Optional.ofNullable(actual.object().getSpec().getService());
        return conclude(
                "is served by somebody else",
                findings()
                        .equal(
                                "spec.service.namespace",
                                namespace,
                                service.map(found -> found.getNamespace()).orElse(null))
                        .equal(
                                "spec.service.name",
                                name,
                                service.map(found -> found.getName()).orElse(null)));
    }
}
