package io.wenwen.app.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Keeps conversations and turns, so that a reload, a retry or a restart finds what was said. */
@Repository
class TurnLog {

    /** How far a turn came. */
    enum Status {
        /** Started; after a restart: was cut off. */
        RUNNING,
        /** Ended with {@code done} or {@code error}; a retry gets the same answer. */
        DONE,
        /** The shopper stopped it or went away; a retry answers anew. */
        STOPPED
    }

    /**
     * A turn as kept.
     *
     * @param events what was sent, pieces of text joined
     */
    record Kept(
            String id,
            String conversation,
            String requestHash,
            String message,
            Status status,
            List<Told> events,
            Instant startedAt) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final TransactionTemplate together;

    TurnLog(JdbcClient jdbc, ObjectMapper json, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.together = new TransactionTemplate(transactions);
    }

    /** Whose conversation it is; empty when there is none of that name. */
    Optional<String> shopperOf(String conversation) {
        return jdbc.sql("select shopper from conversation where id = ?")
                .param(conversation)
                .query(String.class)
                .optional();
    }

    void beginConversation(String id, String shopper) {
        jdbc.sql("insert into conversation (id, shopper, created_at, updated_at) values (?, ?, ?, ?)")
                .params(id, shopper, now(), now())
                .update();
    }

    Optional<Kept> find(String shopper, String key) {
        return jdbc.sql("select * from turn where shopper = ? and idempotency_key = ?")
                .params(shopper, key)
                .query(row())
                .optional();
    }

    /** The last turns of a conversation, the oldest first. */
    List<Kept> lastTurns(String conversation, int most) {
        List<Kept> newestFirst = jdbc.sql(
                        "select * from turn where conversation = ? order by started_at desc, id desc limit ?")
                .params(conversation, most)
                .query(row())
                .list();
        return newestFirst.reversed();
    }

    void begin(
            String id,
            String conversation,
            String shopper,
            String key,
            String requestHash,
            String message,
            Locale locale) {
        jdbc.sql("insert into turn (id, conversation, shopper, idempotency_key, request_hash, message, locale, status,"
                        + " started_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        conversation,
                        shopper,
                        key,
                        requestHash,
                        message,
                        locale.toLanguageTag(),
                        Status.RUNNING.name(),
                        now())
                .update();
    }

    /** The same turn is answered anew. */
    void beginAgain(String id) {
        jdbc.sql("update turn set status = ?, events = null, started_at = ?, ended_at = null where id = ?")
                .params(Status.RUNNING.name(), now(), id)
                .update();
    }

    /** The turn and what the conversation remembers after it, both or neither. */
    void end(String id, String conversation, Status status, List<Told> events, Optional<String> state) {
        String told = json.writeValueAsString(joined(events));
        together.executeWithoutResult(transaction -> {
            jdbc.sql("update turn set status = ?, events = ?, ended_at = ? where id = ?")
                    .params(status.name(), told, now(), id)
                    .update();
            jdbc.sql("update conversation set updated_at = ? where id = ?")
                    .params(now(), conversation)
                    .update();
            state.ifPresent(remembered -> jdbc.sql("update conversation set state = ? where id = ?")
                    .params(remembered, conversation)
                    .update());
        });
    }

    /** What the conversation of this shopper remembered after its last turn. */
    Optional<String> state(String shopper, String conversation) {
        return jdbc.sql("select state from conversation where id = ? and shopper = ? and state is not null")
                .params(conversation, shopper)
                .query(String.class)
                .optional();
    }

    /** Neighbouring pieces of text become one, which reads the same. */
    private List<Told> joined(List<Told> events) {
        List<Told> joined = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Told event : events) {
            if (event.event().equals("text")) {
                text.append(json.readTree(event.data()).path("text").asString(""));
                continue;
            }
            flush(text, joined);
            joined.add(event);
        }
        flush(text, joined);
        return joined;
    }

    private void flush(StringBuilder text, List<Told> into) {
        if (!text.isEmpty()) {
            into.add(new Told(
                    "text", json.createObjectNode().put("text", text.toString()).toString()));
            text.setLength(0);
        }
    }

    private RowMapper<Kept> row() {
        return (row, number) -> new Kept(
                row.getString("id"),
                row.getString("conversation"),
                row.getString("request_hash"),
                row.getString("message"),
                Status.valueOf(row.getString("status")),
                events(row.getString("events")),
                row.getObject("started_at", OffsetDateTime.class).toInstant());
    }

    private List<Told> events(@Nullable String stored) {
        return stored == null ? List.of() : json.readValue(stored, new TypeReference<List<Told>>() {});
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
