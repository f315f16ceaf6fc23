package io.wenwen.core.kernel.onnx;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A few threads for products and the work between them: cheaper to wake than an executor. After its part a thread looks out for the next
 * for some ten microseconds, since in a forward pass the next comes at once, and then sleeps. One thread at a time may call {@link #each}.
 */
final class RowWorkers implements AutoCloseable {

    /** What is done for one row, or one part, by one of the workers. */
    @FunctionalInterface
    interface Part {
        void run(int part, int worker);
    }

    private static final int SPINS = 2000;

    private final Worker[] threads;
    private volatile @Nullable Job job;
    private volatile boolean closed;

    /** @param count threads in all, the caller among them */
    RowWorkers(int count) {
        threads = new Worker[count - 1];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Worker(i + 1);
            threads[i].start();
        }
    }

    /** Threads in all; a worker's number is below it. */
    int count() {
        return threads.length + 1;
    }

    /**
     * Runs {@code 0 … parts - 1}.
     *
     * @param alone true where the work is too small to be worth waking others
     * @throws RuntimeException whatever a part threw first
     */
    void each(int parts, boolean alone, Part part) {
        if (alone || parts == 1 || threads.length == 0) {
            for (int i = 0; i < parts; i++) {
                part.run(i, 0);
            }
            return;
        }
        Job current = new Job(part, parts, Thread.currentThread());
        job = current;
        for (Worker thread : threads) {
            thread.wake();
        }
        current.run(0);
        current.await();
        job = null;
        Throwable failure = current.failure;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Worker thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    private final class Worker extends Thread {
        private final int number;
        private volatile boolean asleep;

        Worker(int number) {
            super("rows-" + number);
            this.number = number;
            setDaemon(true);
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            Job done = null;
            int spins = 0;
            while (!closed) {
                Job next = job;
                if (next != null && next != done) {
                    next.run(number);
                    done = next;
                    spins = 0;
                } else if (spins++ < SPINS) {
                    Thread.onSpinWait();
                } else {
                    sleep(done);
                }
            }
        }

        /** Sleeps unless a job came between the last look and the notice that this thread sleeps. */
        private void sleep(@Nullable Job done) {
            asleep = true;
            Job next = job;
            if ((next == null || next == done) && !closed) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }

    private static final class Job {
        private final Part part;
        private final int parts;
        private final Thread caller;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger open;
        private volatile @Nullable Throwable failure;

        Job(Part part, int parts, Thread caller) {
            this.part = part;
            this.parts = parts;
            this.caller = caller;
            this.open = new AtomicInteger(parts);
        }

        void run(int worker) {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    part.run(i, worker);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                if (open.decrementAndGet() == 0) {
                    LockSupport.unpark(caller);
                }
            }
        }

        void await() {
            for (int spin = 0; open.get() > 0; spin++) {
                if (spin < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }
    }
}
