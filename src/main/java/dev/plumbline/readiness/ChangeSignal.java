package dev.plumbline.readiness;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts changes of any watched object and wakes all who wait for one. */
final class ChangeSignal implements ResourceEventHandler<Object> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long version;

    long version() {
        return version;
    }

    void raise() {
        lock.lock();
        try {
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void await(long seen, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (version == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onAdd(Object object) {
        raise();
    }

    @Override
    public void onUpdate(Object before, Object after) {
        raise();
    }

    @Override
    public void onDelete(Object object, boolean finalStateUnknown) {
        raise();
    }
}
