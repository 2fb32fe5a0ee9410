package dev.plumbline.environment;

import java.time.LocalDate;

/**
 * A difference between cluster and declaration that is accepted for a while.
 *
 * @param key its name in {@code drift_ignores}
 * @param object which objects, {@code Kind/namespace/name} or {@code Kind/name}; {@code *} stands for any text
 * @param field which field and all below it, as {@code drift} prints it; {@code *} stands for any text
 * @param reason why, for whoever reads the report
 * @param expires the last day on which it counts
 */
public record DriftIgnore(String key, String object, String field, String reason, LocalDate expires) {}
