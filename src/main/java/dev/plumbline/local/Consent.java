package dev.plumbline.local;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who says yes to a change of the machine: {@code --yes}, {@code CI=true}, or a person at the terminal; nobody else. */
public interface Consent {
    /** @return whether the person, or who runs the pipeline, agrees to what has just been printed */
    boolean given();

    /** @param yes whether {@code --yes} was given */
    static Consent of(boolean yes) {
        return of(yes, System.getenv(), System::console, console -> console.readLine("Do this? [y/N] "));
    }

    static <T> Consent of(boolean yes, Map<String, String> environment, Supplier<T> terminal, Function<T, String> ask) {
        return () -> {
            if (yes || "true".equals(environment.get("CI"))) {
                return true;
            }
            T console = terminal.get();
            String answer = console == null ? null : ask.apply(console);
            return answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes");
        };
    }
}
