package dev.plumbline.helm;

import dev.plumbline.helm.worker.Answer;
import dev.plumbline.helm.worker.Request;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A bounded number of workers, started when first needed, kept warm, replaced when lost. */
final class WorkerPool implements AutoCloseable {
    private final int size;
    private final Semaphore permits;
    private final Supplier<WorkerLaunch> launch;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> all = new HashSet<>();
    private boolean closed;

    /** @param launch asked at every start; it should remember what it made */
    WorkerPool(int size, Supplier<WorkerLaunch> launch) {
        this.size = size;
        this.permits = new Semaphore(size, true);
        this.launch = launch;
    }

    int size() {
        return size;
    }

    /** Waits for a free worker and calls it; both within the deadline. */
    Answer call(Request request, long deadlineNanos) throws WorkerLost {
        acquire(deadlineNanos);
        try {
            Worker worker = take();
            try {
                return worker.call(request, deadlineNanos);
            } finally {
                giveBack(worker);
            }
        } finally {
            permits.release();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(Worker::close);
        all.clear();
        idle.clear();
    }

    private void acquire(long deadlineNanos) throws WorkerLost {
        try {
            if (!permits.tryAcquire(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new WorkerLost(WorkerLost.Cause.NOT_STARTED, "all " + size + " were busy until the deadline", "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerLost(WorkerLost.Cause.NOT_STARTED, "was not free before the call was interrupted", "");
        }
    }

    private Worker take() throws WorkerLost {
        WorkerLaunch launcher = launch.get();
        synchronized (this) {
            if (closed) {
                throw new WorkerLost(WorkerLost.Cause.NOT_STARTED, "is no longer there: Helm was closed", "");
            }
            Worker warm = idle.pollFirst();
            if (warm != null && warm.isUsable()) {
                return warm;
            }
            if (warm != null) {
                all.remove(warm);
            }
            try {
                Worker fresh = new Worker(launcher.start());
                all.add(fresh);
                return fresh;
            } catch (IOException e) {
                throw new WorkerLost(WorkerLost.Cause.NOT_STARTED, "could not be started: " + e.getMessage(), "");
            }
        }
    }

    private synchronized void giveBack(Worker worker) {
        if (worker.isUsable() && !closed) {
            idle.addFirst(worker);
        } else {
            all.remove(worker);
        }
    }
}
