package io.wenwen.app.web;

import io.wenwen.app.shopper.TurnEvent;
import io.wenwen.app.shopper.TurnSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A turn that runs now. Its answerer sends into it, any number of readers follow it from the first event on; when the last
 * reader has gone, it closes and the answerer stops. The last event is held back until the turn is on disk: who read
 * {@code done} finds the turn again after a crash.
 */
final class LiveTurn implements TurnSink {

    /** A reader's connection is tried this often, so that a reader who left is noticed while the model is thinking. */
    private static final Duration PING = Duration.ofMillis(500);

    /** No honest turn comes near it; a runaway one is cut off. */
    private static final int MOST_EVENTS = 4096;

    /** Receives events of a turn; either method throws when the reader has gone. */
    interface Reader {
        void event(Told told) throws IOException;

        void ping() throws IOException;
    }

    private final String requestHash;
    private final Function<TurnEvent, String> json;
    private final Instant deadline;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Told> told = new ArrayList<>();
    private int readers;
    private boolean ended;
    private boolean finished;

    LiveTurn(String requestHash, Function<TurnEvent, String> json, Instant deadline) {
        this.requestHash = requestHash;
        this.json = json;
        this.deadline = deadline;
    }

    String requestHash() {
        return requestHash;
    }

    @Override
    public void send(TurnEvent event) {
        Told next = new Told(event.event(), json.apply(event));
        lock.lock();
        try {
            if (finished) {
                return;
            }
            if (closed() || told.size() >= MOST_EVENTS) {
                throw new UncheckedIOException(new IOException("Nobody listens to this turn any more."));
            }
            told.add(next);
            finished = event instanceof TurnEvent.Done || event instanceof TurnEvent.Error;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean closed() {
        lock.lock();
        try {
            return readers == 0 || Instant.now().isAfter(deadline);
        } finally {
            lock.unlock();
        }
    }

    /** True once {@code done} or {@code error} was sent. */
    boolean finished() {
        lock.lock();
        try {
            return finished;
        } finally {
            lock.unlock();
        }
    }

    /** The turn is kept; its last event may be read. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The turn could not be kept: its last event becomes this one. */
    void endWith(TurnEvent.Error failure) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (finished) {
                told.removeLast();
            }
            finished = true;
            told.add(new Told(failure.event(), json.apply(failure)));
            end();
        } finally {
            lock.unlock();
        }
    }

    /** All that was sent, the last event included. */
    List<Told> told() {
        lock.lock();
        try {
            return List.copyOf(told);
        } finally {
            lock.unlock();
        }
    }

    /** Counts a reader in, before the turn starts or while it runs; false when the turn has been given up already. */
    boolean join() {
        lock.lock();
        try {
            if (readers == 0 && !told.isEmpty() && !finished) {
                return false;
            }
            readers++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Reads the turn from its first event to its end. The caller has joined; this leaves. */
    void follow(Reader reader) throws IOException, InterruptedException {
        int next = 0;
        try {
            while (true) {
                List<Told> fresh = awaitNews(next);
                for (Told event : fresh) {
                    reader.event(event);
                }
                next += fresh.size();
                if (fresh.isEmpty()) {
                    if (over(next)) {
                        return;
                    }
                    reader.ping();
                }
            }
        } finally {
            leave();
        }
    }

    private List<Told> awaitNews(int from) throws InterruptedException {
        lock.lock();
        try {
            long nanos = PING.toNanos();
            while (readable() == from && !ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return List.copyOf(told.subList(from, readable()));
        } finally {
            lock.unlock();
        }
    }

    private int readable() {
        return finished && !ended ? told.size() - 1 : told.size();
    }

    private boolean over(int read) {
        lock.lock();
        try {
            return ended && read == told.size();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            readers--;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end; false when it did not come in time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (!ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
