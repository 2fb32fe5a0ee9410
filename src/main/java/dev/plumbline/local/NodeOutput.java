package dev.plumbline.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** Keeps the last lines that a node has written, to explain why it did not come up. */
final class NodeOutput implements Consumer<OutputFrame> {
    private static final int KEPT = 400;
    private static final int SHOWN = 12;

    /** k3s' own words, by which K3sContainer knows it too. */
    private static final String UP = "Node controller sync successful";

    private final Deque<String> lines = new ArrayDeque<>();
    private boolean up;

    @Override
    public synchronized void accept(OutputFrame frame) {
        frame.getUtf8String().lines().filter(line -> !line.isBlank()).forEach(line -> {
            up = up || line.contains(UP);
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        });
    }

    synchronized boolean saysThatItIsUp() {
        return up;
    }

    /** The node's own verdict first, then what the part that it blames said last. */
    synchronized String explanation() {
        List<String> verdicts =
                lines.stream().filter(line -> line.startsWith("node |")).toList();
        if (verdicts.isEmpty()) {
            return "It wrote nothing; look at: docker ps --all";
        }
        String verdict = verdicts.get(verdicts.size() - 1);
        String blamed = blamed(verdict);
        List<String> said = lines.stream()
                .filter(line -> line.startsWith(blamed + " |") && !line.startsWith("node |"))
                .toList();
        List<String> last = said.subList(Math.max(0, said.size() - SHOWN), said.size());
        return "Its last word: %s%s".formatted(verdict, last.isEmpty() ? "" : "\n    " + String.join("\n    ", last));
    }

    /** "kube-apiserver ended: ..." and "apiserver ended with 1: ..." blame "apiserver". */
    private static String blamed(String verdict) {
        String word = verdict.replaceFirst("^node \\| \\S+ ", "").split(" ")[0];
        return word.replaceFirst("^kube-", "");
    }
}
