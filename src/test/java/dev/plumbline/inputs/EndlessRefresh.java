package dev.plumbline.inputs;

import java.nio.file.Path;

/** A process that replaces the inputs again and again, until it is killed. */
final class EndlessRefresh {
    private EndlessRefresh() {}

    public static void main(String[] arguments) {
        InputsFile file = InputsFile.of(Path.of(arguments[0]), "dev");
        for (long round = 0; ; round++) {
            file.replace(InputsFileTest.document("round " + round));
            if (round == 0) {
                System.out.println("writing");
            }
        }
    }
}
