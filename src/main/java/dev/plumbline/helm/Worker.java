package dev.plumbline.helm;

import dev.plumbline.helm.worker.Answer;
import dev.plumbline.helm.worker.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One child JVM. It takes one call at a time; after a failure of the process itself it is dead and of no further use. */
final class Worker implements AutoCloseable {
    private final Process process;
    private final DataOutputStream requests;
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final OutputTail errors = new OutputTail();
    private volatile boolean lost;

    /** An answer, or none because the process ended. */
    private record Reply(Answer answer) {}

    Worker(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        daemon("helm-worker-answers-" + process.pid(), this::readAnswers);
        daemon("helm-worker-errors-" + process.pid(), () -> errors.drain(process.getErrorStream()));
    }

    /** A process that was killed a moment ago still counts as alive, hence our own note of it. */
    boolean isUsable() {
        return !lost && process.isAlive();
    }

    /**
     * @throws WorkerLost when the process ended, or was ended because the deadline passed or the caller was interrupted
     */
    Answer call(Request request, long deadlineNanos) throws WorkerLost {
        try {
            request.writeTo(requests);
            Reply reply = replies.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (reply == null) {
                close();
                throw new WorkerLost(WorkerLost.Cause.DEADLINE, "was ended at the deadline", errors.text());
            }
            if (reply.answer() == null) {
                throw ended();
            }
            return reply.answer();
        } catch (IOException e) {
            throw ended();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new WorkerLost(
                    WorkerLost.Cause.INTERRUPTED, "was ended because the call was interrupted", errors.text());
        }
    }

    /** Only SIGKILL ends a JVM that has Go inside. */
    @Override
    public void close() {
        lost = true;
        process.destroyForcibly();
    }

    private WorkerLost ended() {
        close();
        return new WorkerLost(WorkerLost.Cause.ENDED, "ended " + exit(), errors.text());
    }

    private String exit() {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                return "and cannot be reaped";
            }
            int code = process.exitValue();
            // The JVM's own convention: 128 + signal number.
            return "with exit code " + code + (code > 128 ? " (signal " + (code - 128) + ")" : "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "(interrupted while looking why)";
        }
    }

    private void readAnswers() {
        try (InputStream in = process.getInputStream();
                DataInputStream answers = new DataInputStream(new BufferedInputStream(in))) {
            while (true) {
                replies.add(new Reply(Answer.readFrom(answers)));
            }
        } catch (IOException e) {
            replies.add(new Reply(null));
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
