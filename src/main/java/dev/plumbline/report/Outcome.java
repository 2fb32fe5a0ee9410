package dev.plumbline.report;

/** What became of one check on one subject. */
public sealed interface Outcome {

    /** It holds. */
    record Passed() implements Outcome {}

    /** It does not hold. */
    record Failed(String message) implements Outcome {}

    /** The source cannot show it. */
    record Skipped(String reason) implements Outcome {}

    /** It could not be found out, which is no better than failed. */
    record Unknown(String reason) implements Outcome {}
}
