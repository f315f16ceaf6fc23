package io.wenwen.app.shopper;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The conversations going on, the longest unused forgotten first; turns of one conversation run one after the other, so that
 * two tabs of one shopper never mix their turns.
 */
public final class Conversations {

    private final int capacity;
    private final Past past;
    private final Map<ConversationKey, Held> held = new LinkedHashMap<>(64, 0.75f, true);

    /** Where conversations are found again that are no longer in memory. */
    @FunctionalInterface
    public interface Past {

        /** What the last turn of this conversation left; empty where there is none. */
        Optional<ConversationSnapshot> find(String shopper, String conversation);
    }

    /** @param capacity conversations kept in memory, at least 1 */
    public Conversations(int capacity, Past past) {
        if (capacity < 1) {
            throw new IllegalArgumentException("At least 1 conversation is kept; capacity was " + capacity + ".");
        }
        this.capacity = capacity;
        this.past = past;
    }

    /** In memory only. */
    public Conversations(int capacity) {
        this(capacity, (shopper, conversation) -> Optional.empty());
    }

    /** What is needed to go on with this conversation after a restart; empty where it is unknown. */
    public Optional<ConversationSnapshot> snapshot(String shopper, String conversation) {
        Held found;
        synchronized (held) {
            found = held.get(new ConversationKey(shopper, conversation));
        }
        return found == null
                ? past.find(shopper, conversation)
                : Optional.ofNullable(found.state).map(Conversation::snapshot);
    }

    /** The state of a conversation for one turn, others wait; empty where the wait took too long. */
    Optional<Lease> lease(ConversationKey key, Duration wait) throws InterruptedException {
        Held entry;
        synchronized (held) {
            entry = held.computeIfAbsent(key, k -> new Held());
            entry.waiting++;
        }
        boolean locked = false;
        try {
            locked = entry.lock.tryLock(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (!locked) {
                return Optional.empty();
            }
            if (entry.state == null) {
                entry.state = past.find(key.shopper(), key.conversation())
                        .filter(snapshot -> snapshot.format() == ConversationSnapshot.FORMAT)
                        .map(Conversation::restored)
                        .orElseGet(Conversation::new);
            }
            return Optional.of(new Lease(entry, entry.state));
        } finally {
            if (!locked) {
                release(entry);
            }
        }
    }

    private void release(Held entry) {
        synchronized (held) {
            entry.waiting--;
            var oldest = held.entrySet().iterator();
            for (int surplus = held.size() - capacity; surplus > 0 && oldest.hasNext(); ) {
                if (oldest.next().getValue().waiting == 0) {
                    oldest.remove();
                    surplus--;
                }
            }
        }
    }

    private static final class Held {
        final ReentrantLock lock = new ReentrantLock(true);

        @org.jspecify.annotations.Nullable
        volatile Conversation state;

        /** Turns that hold or want the lock; guarded by the map. */
        int waiting;
    }

    /** The right to change one conversation until closed. */
    final class Lease implements AutoCloseable {
        private final Held entry;
        private final Conversation state;

        private Lease(Held entry, Conversation state) {
            this.entry = entry;
            this.state = state;
        }

        Conversation state() {
            return state;
        }

        /** The turn is over and its outcome counts. */
        void keep(Conversation next) {
            entry.state = next;
        }

        @Override
        public void close() {
            entry.lock.unlock();
            release(entry);
        }
    }
}
