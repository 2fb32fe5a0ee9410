package dev.plumbline.cli;

/** What a command's exit code means. */
final class ExitCode {
    static final int DONE = 0;
    static final int ERROR = 1;
    /** Differences or findings, where the command was asked for them. */
    static final int FINDINGS = 2;

    private ExitCode() {}
}
