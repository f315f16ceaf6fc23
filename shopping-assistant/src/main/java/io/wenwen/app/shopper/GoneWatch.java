package io.wenwen.app.shopper;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Interrupts a turn whose shopper has gone, so that the model stops within a decode step even while it says nothing. */
final class GoneWatch implements AutoCloseable {

    private static final long LOOK_EVERY = Duration.ofMillis(50).toNanos();

    private final Thread turn;
    private final Thread watcher;
    private boolean over;
    private boolean interrupted;

    private GoneWatch(Thread turn, TurnSink sink) {
        this.turn = turn;
        this.watcher = Thread.ofVirtual().name("turn-gone-watch").unstarted(() -> watch(sink));
    }

    static GoneWatch over(TurnSink sink) {
        GoneWatch watch = new GoneWatch(Thread.currentThread(), sink);
        watch.watcher.start();
        return watch;
    }

    private void watch(TurnSink sink) {
        while (!isOver()) {
            if (sink.closed()) {
                interruptTurn();
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized void interruptTurn() {
        if (!over) {
            interrupted = true;
            turn.interrupt();
        }
    }

    /** True if the turn was interrupted because nobody listens any more. */
    synchronized boolean gone() {
        return interrupted;
    }

    /** From here on the turn is not interrupted by this watch; an interrupt that it set is taken back. */
    @Override
    public synchronized void close() {
        over = true;
        LockSupport.unpark(watcher);
        if (interrupted) {
            Thread.interrupted();
        }
    }
}
