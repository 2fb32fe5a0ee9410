package dev.plumbline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final List<CompletableFuture<String>> underWay = new ArrayList<>();
    private final Lanes lanes = new Lanes(2);

    @Test
    void noMoreRequestsThanLanesAreUnderWay() {
        List<CompletableFuture<String>> answers = send(5);

        assertThat(underWay).hasSize(2);
        underWay.get(0).complete("first");
        assertThat(underWay).hasSize(3);
        assertThat(answers.get(0)).isCompletedWithValue("first");
        assertThat(answers.get(2)).isNotDone();
    }

    @Test
    void theOneBehindARequestThatFailsIsSentAllTheSame() {
        List<CompletableFuture<String>> answers = send(3);

        underWay.get(0).completeExceptionally(new IllegalStateException("refused"));
        underWay.get(2).complete("third");

        assertThat(answers.get(0)).isCompletedExceptionally();
        assertThat(answers.get(2)).isCompletedWithValue("third");
    }

    private List<CompletableFuture<String>> send(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(each -> lanes.send(this::request))
                .toList();
    }

    private CompletableFuture<String> request() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        underWay.add(answer);
        return answer;
    }
}
