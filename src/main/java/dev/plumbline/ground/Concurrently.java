package dev.plumbline.ground;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Many questions to one API server, a few at a time. */
final class Concurrently implements AutoCloseable {
    private static final int AT_ONCE = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    /** The answers in the order of the questions; what one throws is thrown. */
    <Q, A> List<A> ask(List<Q> questions, Function<Q, A> answer) {
        List<CompletableFuture<A>> all = questions.stream()
                .map(question -> CompletableFuture.supplyAsync(() -> answer.apply(question), threads))
                .toList();
        try {
            return all.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : failure;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
