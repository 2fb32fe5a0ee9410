package dev.plumbline.local;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits until the node says that it is up, and no longer once its container has ended: Testcontainers' own wait for a line of the log
 * spends its whole time on a dead container.
 */
final class NodeUp extends AbstractWaitStrategy {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final NodeOutput output;

    NodeUp(NodeOutput output) {
        this.output = output;
    }

    @Override
    protected void waitUntilReady() {
        try {
            boolean alive = Awaitility.await()
                            .atMost(startupTimeout)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(INTERVAL)
                            .until(this::upOrEnded, state -> state != State.STARTING)
                    == State.UP;
            if (!alive) {
                throw new ContainerLaunchException("the node's container ended");
            }
        } catch (ConditionTimeoutException late) {
            throw new ContainerLaunchException("the node said nothing of being up within " + startupTimeout, late);
        }
    }

    private State upOrEnded() {
        if (output.saysThatItIsUp()) {
            return State.UP;
        }
        return waitStrategyTarget.isRunning() ? State.STARTING : State.ENDED;
    }

    private enum State {
        STARTING,
        UP,
        ENDED
    }
}
