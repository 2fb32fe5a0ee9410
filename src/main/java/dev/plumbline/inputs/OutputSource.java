package dev.plumbline.inputs;

/** Where a module's {@code terraform output -json} document comes from. Asked for several modules at once. */
public interface OutputSource {

    /** What came back: a document that nobody has looked into yet, or why there is none. */
    sealed interface Answer {

        /**
         * @param text may hold values that are marked sensitive: it goes to nobody but {@link ModuleOutputs}
         * @param from the folder or file, for people
         */
        record Document(String text, String from) implements Answer {}

        /** @param why one or more lines, without secrets as far as these are known by then */
        record None(String why) implements Answer {}
    }

    Answer ask(String module);

    /** What is asked, with its version where it has one: {@code terragrunt version v0.55.1}. */
    String tool();
}
