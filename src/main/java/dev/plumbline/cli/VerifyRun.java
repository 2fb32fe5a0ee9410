package dev.plumbline.cli;

final class VerifyRun {
    VerifyRun(Terminal t) {}

    int run(dev.plumbline.harness.Workspace w, dev.plumbline.harness.Selection s, dev.plumbline.harness.Target t) {
        return 0;
    }
}
