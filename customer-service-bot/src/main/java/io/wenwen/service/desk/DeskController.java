package io.wenwen.service.desk;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The agent's desk over HTTP. Who the agent is comes from the login; the application lets nobody else in. */
@RestController
@RequestMapping("/api/desk")
class DeskController {

    private final Desk desk;
    private final Transcript transcript;

    DeskController(Desk desk, Transcript transcript) {
        this.desk = desk;
        this.transcript = transcript;
    }

    /** Who is signed in, and the token that changes must carry. */
    record Me(String agent, String csrfHeader, String csrfToken) {}

    /** A ticket in the list; {@code mine} when this agent holds it. */
    record TicketLine(String id, String reason, Ticket.Status status, String agent, boolean mine, Instant createdAt) {}

    /** A ticket opened: what was said with the bot, then with the agent. */
    record Opened(TicketLine ticket, List<Transcript.Said> before, List<DeskMessage> messages) {}

    /** An agent's reply; {@code id} makes a repeated send harmless. */
    record Reply(String id, String text) {}

    @GetMapping("/me")
    Me me(Principal agent, CsrfToken csrf) {
        return new Me(agent.getName(), csrf.getHeaderName(), csrf.getToken());
    }

    @GetMapping("/tickets")
    List<TicketLine> tickets(Principal agent) {
        return desk.queue().stream().map(t -> line(t, agent)).toList();
    }

    @GetMapping("/tickets/{id}")
    Opened open(@PathVariable String id, Principal agent) {
        Ticket ticket = desk.find(id).orElseThrow(() -> new DeskRefusedException("There is no ticket " + id + "."));
        // What was said since then are the ticket's own messages.
        List<Transcript.Said> before = transcript.of(ticket.conversation()).stream()
                .filter(said -> !said.at().isAfter(ticket.createdAt()))
                .toList();
        return new Opened(line(ticket, agent), before, desk.messages(id));
    }

    @PostMapping("/tickets/{id}/take")
    TicketLine take(@PathVariable String id, Principal agent) {
        return line(desk.take(id, agent.getName()), agent);
    }

    @PostMapping("/tickets/{id}/replies")
    DeskMessage reply(@PathVariable String id, @RequestBody Reply reply, Principal agent) {
        if (reply.id() == null || !reply.id().matches("[A-Za-z0-9-]{8,40}")) {
            throw new DeskRefusedException("A reply needs an id of 8 to 40 letters, digits or hyphens, e.g. a UUID.");
        }
        return desk.reply(id, agent.getName(), reply.id(), reply.text() == null ? "" : reply.text());
    }

    @PostMapping("/tickets/{id}/close")
    TicketLine close(@PathVariable String id, Principal agent) {
        return line(desk.close(id, agent.getName()), agent);
    }

    private static TicketLine line(Ticket ticket, Principal agent) {
        String holder = ticket.agent() == null ? "" : ticket.agent();
        return new TicketLine(
                ticket.id(),
                ticket.reason(),
                ticket.status(),
                holder,
                holder.equals(agent.getName()),
                ticket.createdAt());
    }

    @ExceptionHandler(DeskRefusedException.class)
    ProblemDetail refused(DeskRefusedException why) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, why.getMessage());
    }
}
