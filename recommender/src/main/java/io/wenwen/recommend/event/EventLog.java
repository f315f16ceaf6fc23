package io.wenwen.recommend.event;

import io.wenwen.catalog.product.ProductId;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The log of behaviour events in the shop's database. When {@link #append} returns, the events are on disk. */
public class EventLog {

    /** Events of one call; more are refused, so that one sender cannot hold the log. */
    public static final int MOST_AT_ONCE = 100;

    private final JdbcClient jdbc;

    public EventLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps these events; one whose id is known already is passed over.
     *
     * @return how many were new
     */
    @Transactional
    public int append(List<BehaviourEvent> events) {
        if (events.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    events.size() + " events in one call; at most " + MOST_AT_ONCE + " are taken. Send them in parts.");
        }
        int added = 0;
        for (BehaviourEvent event : events) {
            added += jdbc.sql("""
                            insert into behaviour_event (id, shopper, type, product, happened_at)
                            select :id, :shopper, :type, :product, cast(:at as timestamp with time zone)
                            where not exists (select 1 from behaviour_event where id = :id)""")
                    .param("id", event.id())
                    .param("shopper", event.shopper())
                    .param("type", event.type().name())
                    .param("product", event.product().value())
                    .param("at", Timestamp.from(event.at()))
                    .update();
        }
        return added;
    }

    /** How many events are kept. */
    public long size() {
        return jdbc.sql("select count(*) from behaviour_event")
                .query(Long.class)
                .single();
    }

    /** The newest {@code limit} events that speak of interest (not mere impressions), shopper by shopper, in order of time. */
    public void replay(int limit, Consumer<BehaviourEvent> reader) {
        jdbc.sql("""
                        select id, shopper, type, product, happened_at from (
                            select * from behaviour_event where type <> 'IMPRESSION'
                            order by happened_at desc, id limit :limit) newest
                        order by shopper, happened_at, id""").param("limit", limit).query(row -> {
            reader.accept(new BehaviourEvent(
                    row.getString("id"),
                    row.getString("shopper"),
                    BehaviourEvent.Type.of(row.getString("type")),
                    new ProductId(row.getString("product")),
                    row.getTimestamp("happened_at").toInstant()));
        });
    }
}
