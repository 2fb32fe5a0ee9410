package dev.plumbline.inputs;

import dev.plumbline.environment.InputSettings;
import dev.plumbline.redact.Redactor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Asks all modules at once; all answers together are a set, and less is nothing. */
public final class Refresh {
    private final OutputSource source;
    private final Redactor redactor;

    /** @param redactor learns every value that is marked sensitive, before any message is made of what a module said */
    public Refresh(OutputSource source, Redactor redactor) {
        this.source = source;
        this.redactor = redactor;
    }

    /**
     * @param by who asks
     * @throws InputsException naming every module that did not answer well, and why
     */
    public InputsDocument run(String by, Instant now) {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        Map<String, CompletableFuture<Heard>> asked = new LinkedHashMap<>();
        List<String> modules = InputSettings.moduleNames();
        ExecutorService threads = Executors.newFixedThreadPool(modules.size());
        try {
            modules.forEach(
                    module -> asked.put(module, CompletableFuture.supplyAsync(() -> ask(module, secrets), threads)));
            Map<String, Heard> heard = new LinkedHashMap<>();
            asked.forEach((module, answer) -> heard.put(module, answer.join()));
            redactor.registerAll(secrets);
            return document(heard, by, now);
        } finally {
            threads.shutdownNow();
        }
    }

    private sealed interface Heard {
        record Outputs(ModuleOutputs outputs, String from) implements Heard {}

        record Nothing(String why) implements Heard {}
    }

    private Heard ask(String module, Set<String> secrets) {
        OutputSource.Answer answer = source.ask(module);
        if (answer instanceof OutputSource.Answer.Document document) {
            try {
                return new Heard.Outputs(ModuleOutputs.of(module, document.text(), secrets), document.from());
            } catch (InputsException unusable) {
                return new Heard.Nothing("the document of %s %s".formatted(document.from(), unusable.getMessage()));
            }
        }
        return new Heard.Nothing(((OutputSource.Answer.None) answer).why());
    }

    private InputsDocument document(Map<String, Heard> answers, String by, Instant now) {
        Map<String, String> failures = new LinkedHashMap<>();
        Map<String, InputsDocument.Part> parts = new LinkedHashMap<>();
        List<String> dropped = new ArrayList<>();
        answers.forEach((module, heard) -> {
            if (heard instanceof Heard.Outputs good) {
                parts.put(module, InputsDocument.Part.of(good.outputs().kept(), good.from()));
                good.outputs().sensitive().forEach(output -> dropped.add("%s of module %s".formatted(output, module)));
            } else {
                failures.put(module, ((Heard.Nothing) heard).why());
            }
        });
        if (!failures.isEmpty()) {
            throw new InputsException(redactor.redact(message(failures, answers.size())));
        }
        return new InputsDocument(now.truncatedTo(ChronoUnit.SECONDS), by, source.tool(), parts, dropped);
    }

    private static String message(Map<String, String> failures, int all) {
        return failures.entrySet().stream()
                .map(failure -> "  %-9s  %s"
                        .formatted(failure.getKey(), failure.getValue().replace("\n", "\n             ")))
                .collect(Collectors.joining(
                        "\n",
                        "%d of %d modules gave no outputs; what was kept before stays as it is%n"
                                .formatted(failures.size(), all),
                        "\n  do         mend them, and run the same command again; nothing was written"));
    }
}
