package dev.plumbline.assertions;

import dev.plumbline.observe.SeenCustom;

/** Status conditions. */
final class Conditions {
    private Conditions() {}

    /** The condition is True for that reason; reasons are stable between versions of the operator, messages are not. */
    static void mustBe(Findings findings, SeenCustom object, String type, String reason) {
        String path = "status.conditions[" + type + "]";
        object.condition(type)
                .ifPresentOrElse(
                        found -> findings.isTrue(
                                "True".equals(found.get("status")) && reason.equals(found.get("reason")),
                                path,
                                "True (" + reason + ")",
                                "%s (%s: %s)"
                                        .formatted(found.get("status"), found.get("reason"), found.get("message"))),
                        () -> findings.add(path, "True (" + reason + ")", "no such condition"));
    }
}
