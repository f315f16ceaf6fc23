package io.wenwen.service.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The hand-over queue: a ticket has one writer, the agent who took it; what was acknowledged is in the database. Thread-safe.
 */
public final class Desk {

    /** Characters of one message. */
    public static final int LONGEST_MESSAGE = 2_000;

    private static final int LONGEST_REASON = 200;
    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ReplyDelivery delivery;
    private final Supplier<Instant> clock;

    /** Carries an agent's reply to the shopper's conversation; called inside the transaction that keeps the reply. */
    @FunctionalInterface
    public interface ReplyDelivery {
        void deliver(Ticket ticket, DeskMessage reply);
    }

    public Desk(JdbcClient jdbc, TransactionOperations transactions, ReplyDelivery delivery, Supplier<Instant> clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** Asks for a person. A conversation has at most one open ticket; asking again gives that one. */
    public Ticket ask(String conversation, String shopper, String reason) {
        Optional<Ticket> open = open(conversation);
        if (open.isPresent()) {
            return open.get();
        }
        String id = UUID.randomUUID().toString();
        String shortened = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        try {
            jdbc.sql("""
                            insert into handover_ticket (id, conversation, shopper, reason, status, open_for, created_at)
                            values (:id, :conversation, :shopper, :reason, 'WAITING', :conversation, :at)""")
                    .param("id", id)
                    .param("conversation", conversation)
                    .param("shopper", shopper)
                    .param("reason", shortened)
                    .param("at", Timestamp.from(clock.get()))
                    .update();
        } catch (DuplicateKeyException askedTwiceAtOnce) {
            return open(conversation).orElseThrow(() -> askedTwiceAtOnce);
        }
        return find(id).orElseThrow();
    }

    /** The open ticket of a conversation. */
    public Optional<Ticket> open(String conversation) {
        return jdbc.sql(TICKET + " where t.open_for = :conversation")
                .param("conversation", conversation)
                .query(Desk::ticket)
                .optional();
    }

    public Optional<Ticket> find(String id) {
        return jdbc.sql(TICKET + " where t.id = :id")
                .param("id", id)
                .query(Desk::ticket)
                .optional();
    }

    /** Tickets that wait or are being answered, longest first; at most 200. */
    public List<Ticket> queue() {
        return jdbc.sql(TICKET + " where t.status <> 'CLOSED' order by t.created_at, t.id limit " + SHOWN)
                .query(Desk::ticket)
                .list();
    }

    /**
     * An agent takes a waiting ticket.
     *
     * @throws DeskRefusedException where another has it or it is closed
     */
    public Ticket take(String id, String agent) {
        int taken = jdbc.sql("""
                        update handover_ticket set status = 'TAKEN', agent = :agent, taken_at = :at
                        where id = :id and status = 'WAITING'""")
                .param("agent", agent)
                .param("at", Timestamp.from(clock.get()))
                .param("id", id)
                .update();
        Ticket ticket = known(id);
        if (taken == 0 && !agent.equals(ticket.agent())) {
            throw new DeskRefusedException(
                    ticket.status() == Ticket.Status.CLOSED
                            ? "This ticket is closed."
                            : "Agent " + ticket.agent() + " has taken this ticket. Choose another one.");
        }
        return ticket;
    }

    /**
     * Sends a reply of the agent who holds the ticket. The same message id is sent once.
     *
     * @throws DeskRefusedException where the ticket is not this agent's, or the text is empty or too long
     */
    public DeskMessage reply(String id, String agent, String messageId, String text) {
        Ticket ticket = known(id);
        if (ticket.status() != Ticket.Status.TAKEN || !agent.equals(ticket.agent())) {
            throw new DeskRefusedException("Take the ticket before you reply; only its agent writes to the shopper.");
        }
        DeskMessage message = new DeskMessage(messageId, id, DeskMessage.Author.AGENT, checked(text), clock.get());
        try {
            transactions.executeWithoutResult(status -> {
                insert(message);
                delivery.deliver(ticket, message);
            });
        } catch (DuplicateKeyException sentBefore) {
            return messages(id).stream()
                    .filter(m -> m.id().equals(messageId))
                    .findFirst()
                    .orElseThrow(() -> sentBefore);
        }
        return message;
    }

    /** Keeps what the shopper says while a ticket is open. */
    public DeskMessage hear(Ticket ticket, String text) {
        DeskMessage message = new DeskMessage(
                UUID.randomUUID().toString(), ticket.id(), DeskMessage.Author.SHOPPER, checked(text), clock.get());
        insert(message);
        return message;
    }

    private static String checked(String text) {
        if (text.isBlank() || text.length() > LONGEST_MESSAGE) {
            throw new DeskRefusedException(
                    "A message has 1 to " + LONGEST_MESSAGE + " characters; this one has " + text.length() + ".");
        }
        return text;
    }

    private void insert(DeskMessage message) {
        jdbc.sql(
                        "insert into desk_message (id, ticket, author, text, sent_at) values (:id, :ticket, :author, :text, :at)")
                .param("id", message.id())
                .param("ticket", message.ticket())
                .param("author", message.author().name())
                .param("text", message.text())
                .param("at", Timestamp.from(message.sentAt()))
                .update();
    }

    /** Gives the conversation back to the bot. Closing a closed ticket changes nothing. */
    public Ticket close(String id, String agent) {
        Ticket ticket = known(id);
        if (ticket.status() == Ticket.Status.TAKEN && !agent.equals(ticket.agent())) {
            throw new DeskRefusedException("Only agent " + ticket.agent() + ", who took this ticket, closes it.");
        }
        jdbc.sql("""
                        update handover_ticket set status = 'CLOSED', open_for = null, closed_at = :at
                        where id = :id and status <> 'CLOSED'""").param("at", Timestamp.from(clock.get())).param("id", id).update();
        return known(id);
    }

    /** What was said on a ticket, in order; the newest 200. */
    public List<DeskMessage> messages(String ticket) {
        return jdbc.sql("""
                        select * from (select * from desk_message where ticket = :ticket
                        order by sent_at desc, id limit 200) newest order by sent_at, id""")
                .param("ticket", ticket)
                .query((row, n) -> new DeskMessage(
                        row.getString("id"),
                        row.getString("ticket"),
                        DeskMessage.Author.valueOf(row.getString("author")),
                        row.getString("text"),
                        row.getTimestamp("sent_at").toInstant()))
                .list();
    }

    private Ticket known(String id) {
        return find(id).orElseThrow(() -> new DeskRefusedException("There is no ticket " + id + "."));
    }

    private static final String TICKET = """
            select t.*, case when t.status = 'WAITING' then (select count(*) from handover_ticket b
                where b.status = 'WAITING' and b.created_at < t.created_at) else 0 end as waiting_before
            from handover_ticket t""";

    private static Ticket ticket(ResultSet row, int n) throws SQLException {
        return new Ticket(
                row.getString("id"),
                row.getString("conversation"),
                row.getString("shopper"),
                row.getString("reason"),
                Ticket.Status.valueOf(row.getString("status")),
                row.getString("agent"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("waiting_before"));
    }
}
