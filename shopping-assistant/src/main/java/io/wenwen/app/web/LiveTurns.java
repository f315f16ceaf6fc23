package io.wenwen.app.web;

import io.wenwen.app.access.Shopper;
import io.wenwen.app.problem.Problem;
import io.wenwen.app.shopper.TurnEvent;
import io.wenwen.app.shopper.TurnRequest;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/**
 * Starts turns, at most so many at once, and finds the first try of a retry: still running, it is joined; done, it is
 * replayed; stopped half way, it is answered anew.
 */
@Component
class LiveTurns {

    private static final Logger log = LoggerFactory.getLogger(LiveTurns.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RETRY_SECONDS = 3;

    /**
     * What a request gets.
     *
     * @param live the running turn, already joined; {@code null} when {@code replay} holds the answer
     */
    record Opened(String conversation, @Nullable LiveTurn live, List<Told> replay) {}

    private record Key(String shopper, String idempotency) {}

    private record Started(String turn, String conversation, LiveTurn live) {}

    private final TurnLog turns;
    private final TurnAnswerer answerer;
    private final ObjectMapper json;
    private final WebSettings settings;
    private final Semaphore places;
    private final Semaphore wording;
    private final Map<Key, Started> running = new ConcurrentHashMap<>();
    private final Map<String, LiveTurn> lastOfConversation = new ConcurrentHashMap<>();
    private final ReentrantLock[] doors = new ReentrantLock[64];

    LiveTurns(TurnLog turns, TurnAnswerer answerer, ObjectMapper json, WebSettings settings) {
        this.turns = turns;
        this.answerer = answerer;
        this.json = json;
        this.settings = settings;
        this.places = new Semaphore(settings.maxTurns());
        this.wording = new Semaphore(settings.maxWorded());
        for (int i = 0; i < doors.length; i++) {
            doors[i] = new ReentrantLock();
        }
    }

    /** Turns that run now. */
    int count() {
        return running.size();
    }

    /** The turn of this key, joined, replayed or started. */
    Opened open(Shopper shopper, String idempotencyKey, TurnRequest request, String hash) {
        Key key = new Key(shopper.id(), idempotencyKey);
        // One door a key (and, harmlessly, a few more): two tries of one turn must not both be the first.
        ReentrantLock door = doors[Math.floorMod(key.hashCode(), doors.length)];
        door.lock();
        try {
            Started first = running.get(key);
            if (first != null) {
                requireSame(hash, first.live().requestHash());
                if (first.live().join()) {
                    return new Opened(first.conversation(), first.live(), List.of());
                }
                // Given up by its reader a moment ago: wait for it to stop, then answer anew.
                awaitEnd(first.live());
            }
            Optional<TurnLog.Kept> kept = turns.find(shopper.id(), idempotencyKey);
            if (kept.isPresent()) {
                requireSame(hash, kept.get().requestHash());
                if (kept.get().status() == TurnLog.Status.DONE) {
                    return new Opened(
                            kept.get().conversation(), null, kept.get().events());
                }
            }
            return start(key, request, hash, kept.orElse(null));
        } finally {
            door.unlock();
        }
    }

    private Opened start(Key key, TurnRequest request, String hash, TurnLog.@Nullable Kept again) {
        String asked = request.conversation();
        if (again == null && asked != null && !turns.shopperOf(asked).equals(Optional.of(key.shopper()))) {
            throw Problem.NO_SUCH_CONVERSATION.with();
        }
        long ofShopper = running.keySet().stream()
                .filter(k -> k.shopper().equals(key.shopper()))
                .count();
        if (ofShopper >= settings.maxTurnsPerShopper()) {
            throw Problem.TOO_MANY_AT_ONCE.retryAfter(RETRY_SECONDS, ofShopper, settings.maxTurnsPerShopper());
        }
        if (!places.tryAcquire()) {
            throw Problem.SHOP_BUSY.retryAfter(RETRY_SECONDS);
        }
        boolean started = false;
        try {
            String conversation = again != null ? again.conversation() : asked != null ? asked : newId("c");
            String turn = again != null ? again.id() : newId("t");
            if (again != null) {
                turns.beginAgain(turn);
            } else {
                if (asked == null) {
                    turns.beginConversation(conversation, key.shopper());
                }
                turns.begin(
                        turn,
                        conversation,
                        key.shopper(),
                        key.idempotency(),
                        hash,
                        request.message(),
                        request.locale());
            }
            LiveTurn live = new LiveTurn(hash, this::write, Instant.now().plus(settings.turnDeadline()));
            live.join();
            Started entry = new Started(turn, conversation, live);
            running.put(key, entry);
            LiveTurn before = lastOfConversation.put(conversation, live);
            TurnRequest placed = new TurnRequest(
                    request.shopper(), conversation, request.message(), request.locale(), request.shown());
            Thread.ofVirtual().name("turn-", 0).start(() -> run(key, entry, before, placed));
            started = true;
            return new Opened(conversation, live, List.of());
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    private void run(Key key, Started entry, @Nullable LiveTurn before, TurnRequest request) {
        LiveTurn live = entry.live();
        boolean worded = false;
        try {
            if (before != null) {
                // Two tabs in one conversation: the second turn builds on the first.
                awaitEnd(before);
            }
            worded = wording.tryAcquire();
            answerer.answer(request, worded, live);
            if (!live.finished() && !live.closed()) {
                throw new IllegalStateException("The answer ended without done or error.");
            }
        } catch (UncheckedIOException e) {
            log.debug("Turn {} ended: its reader has gone", entry.turn());
        } catch (RuntimeException | Error e) {
            log.error("Turn {} failed", entry.turn(), e);
            live.endWith(failed(Problem.INTERNAL, request, entry.turn()));
        } finally {
            if (worded) {
                wording.release();
            }
            keep(entry, request);
            running.remove(key, entry);
            lastOfConversation.remove(entry.conversation(), live);
            places.release();
            live.end();
        }
    }

    private void keep(Started entry, TurnRequest request) {
        List<Told> told = entry.live().told();
        boolean done = !told.isEmpty() && told.getLast().event().equals("done");
        try {
            turns.end(
                    entry.turn(),
                    entry.conversation(),
                    done ? TurnLog.Status.DONE : TurnLog.Status.STOPPED,
                    told,
                    answerer.state(request.shopper(), entry.conversation()));
        } catch (RuntimeException e) {
            log.error("Turn {} was answered but could not be kept; is the disk full?", entry.turn(), e);
            entry.live().endWith(failed(Problem.NOT_STORED, request, entry.turn()));
        }
    }

    private static TurnEvent.Error failed(Problem why, TurnRequest request, String turn) {
        return new TurnEvent.Error(
                why.code(), why.detail(request.locale(), turn), why.advice(request.locale()), RETRY_SECONDS);
    }

    private void awaitEnd(LiveTurn turn) {
        try {
            turn.awaitEnd(settings.turnDeadline());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireSame(String hash, String first) {
        if (!hash.equals(first)) {
            throw Problem.KEY_REUSED.with();
        }
    }

    private String write(TurnEvent event) {
        return json.writeValueAsString(event);
    }

    private static String newId(String kind) {
        byte[] drawn = new byte[12];
        RANDOM.nextBytes(drawn);
        return kind + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
