package io.wenwen.app.web;

import io.wenwen.app.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/**
 * Tells a conversation's page what happens after a turn is done: an agent replies, a price moves. Published news is in the
 * database before anybody hears of it, and a page that comes back gets what it missed.
 */
@Component
public class ConversationNews implements DisposableBean {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int PAGE = 100;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Semaphore listeners;
    private final Map<String, Set<Bell>> bells = new ConcurrentHashMap<>();
    private volatile boolean closing;

    ConversationNews(JdbcClient jdbc, ObjectMapper json, WebSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.listeners = new Semaphore(settings.maxListeners());
    }

    /** Rings once; its listener then looks into the database and hangs up a new one. */
    private static final class Bell {
        private volatile CountDownLatch latch = new CountDownLatch(1);

        void ring() {
            latch.countDown();
        }

        void await(Duration atMost) throws InterruptedException {
            if (latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                latch = new CountDownLatch(1);
            }
        }
    }

    /**
     * Records an event of a conversation and tells its open pages.
     *
     * @param event name on the stream, e.g. {@code agent_reply}
     * @param data written as one JSON object in snake_case
     * @throws org.springframework.dao.DataIntegrityViolationException when there is no such conversation
     */
    public void publish(String conversation, String event, Object data) {
        jdbc.sql("insert into conversation_news (conversation, event, data, created_at) values (?, ?, ?, ?)")
                .params(conversation, event, json.writeValueAsString(data), OffsetDateTime.now(ZoneOffset.UTC))
                .update();
        bells.getOrDefault(conversation, Set.of()).forEach(Bell::ring);
    }

    List<ChatController.News> last(String conversation, int most) {
        return jdbc.sql("select * from conversation_news where conversation = ? order by id desc limit ?")
                .params(conversation, most)
                .query(row())
                .list()
                .reversed();
    }

    private List<ChatController.News> after(String conversation, long id) {
        return jdbc.sql("select * from conversation_news where conversation = ? and id > ? order by id limit ?")
                .params(conversation, id, PAGE)
                .query(row())
                .list();
    }

    /** Streams news until the reader goes or the shop closes. */
    void follow(String conversation, @Nullable Long lastSeen, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!listeners.tryAcquire()) {
            throw Problem.SHOP_BUSY.retryAfter(30);
        }
        Bell bell = new Bell();
        bells.computeIfAbsent(conversation, c -> ConcurrentHashMap.newKeySet()).add(bell);
        try {
            List<ChatController.News> newest = last(conversation, 1);
            long seen = lastSeen != null
                    ? lastSeen
                    : newest.isEmpty() ? 0 : newest.getFirst().id();
            EventStream stream = new EventStream(response);
            stream.ping();
            while (!closing) {
                for (ChatController.News item : after(conversation, seen)) {
                    stream.event(new Told(item.event(), item.data()), item.id());
                    seen = item.id();
                }
                bell.await(HEARTBEAT);
                stream.ping();
            }
        } finally {
            bells.computeIfPresent(conversation, (c, set) -> {
                set.remove(bell);
                return set.isEmpty() ? null : set;
            });
            listeners.release();
        }
    }

    @Override
    public void destroy() {
        closing = true;
        bells.values().forEach(set -> set.forEach(Bell::ring));
    }

    private static RowMapper<ChatController.News> row() {
        return (row, number) -> new ChatController.News(
                row.getLong("id"),
                row.getString("event"),
                row.getString("data"),
                row.getObject("created_at", OffsetDateTime.class).toInstant().toString());
    }
}
