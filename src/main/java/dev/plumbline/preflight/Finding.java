package dev.plumbline.preflight;

/**
 * What became of one question.
 *
 * @param verdict whether it is as it must be
 * @param subject what was looked at, for example {@code role gateway_service}
 * @param found what is there
 * @param fix what to do; empty where nothing is wrong
 */
public record Finding(Verdict verdict, String subject, String found, String fix) {

    /** How it came out. */
    public enum Verdict {
        RIGHT,
        /** Works, and could be better. */
        REMARK,
        /** Could not be found out: never a pass. */
        UNKNOWN,
        WRONG
    }

    public static Finding right(String subject, String found) {
        return new Finding(Verdict.RIGHT, subject, found, "");
    }

    public static Finding remark(String subject, String found, String fix) {
        return new Finding(Verdict.REMARK, subject, found, fix);
    }

    public static Finding unknown(String subject, String found, String fix) {
        return new Finding(Verdict.UNKNOWN, subject, found, fix);
    }

    public static Finding wrong(String subject, String found, String fix) {
        return new Finding(Verdict.WRONG, subject, found, fix);
    }
}
