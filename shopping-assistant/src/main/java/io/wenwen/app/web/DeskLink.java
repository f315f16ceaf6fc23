package io.wenwen.app.web;

import io.wenwen.service.desk.Desk;
import io.wenwen.service.desk.DeskMessage;
import io.wenwen.service.desk.Ticket;
import io.wenwen.service.desk.Transcript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Carries agents' replies to the shopper's page, and what was said before to the agent's. */
@Component
class DeskLink implements Desk.ReplyDelivery, Transcript {

    private static final int TURNS = 20;

    private final ConversationNews news;
    private final TurnLog turns;
    private final ObjectMapper json;

    DeskLink(ConversationNews news, TurnLog turns, ObjectMapper json) {
        this.news = news;
        this.turns = turns;
        this.json = json;
    }

    /** An agent's reply as the conversation's stream carries it. */
    record AgentReply(String text, String agent, Instant at) {}

    @Override
    public void deliver(Ticket ticket, DeskMessage reply) {
        String agent = ticket.agent();
        news.publish(
                ticket.conversation(),
                "agent_reply",
                new AgentReply(reply.text(), agent == null ? "" : agent, reply.sentAt()));
    }

    @Override
    public List<Said> of(String conversation) {
        List<Said> lines = new ArrayList<>();
        for (TurnLog.Kept turn : turns.lastTurns(conversation, TURNS)) {
            lines.add(new Said(true, turn.message(), turn.startedAt()));
            StringBuilder text = new StringBuilder();
            for (Told event : turn.events()) {
                if (event.event().equals("text")) {
                    text.append(json.readTree(event.data()).path("text").asString(""));
                }
            }
            if (!text.isEmpty()) {
                lines.add(new Said(false, text.toString(), turn.startedAt()));
            }
        }
        return lines;
    }
}
