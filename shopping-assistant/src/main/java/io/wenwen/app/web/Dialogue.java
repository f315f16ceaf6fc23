package io.wenwen.app.web;

import io.wenwen.app.problem.Problem;
import io.wenwen.app.shop.OpenShop;
import io.wenwen.app.shopper.ConversationSnapshot;
import io.wenwen.app.shopper.Conversations;
import io.wenwen.app.shopper.ShopperTurns;
import io.wenwen.app.shopper.TurnEvent;
import io.wenwen.app.shopper.TurnRequest;
import io.wenwen.app.shopper.TurnSink;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelState;
import io.wenwen.service.CustomerServiceBot;
import io.wenwen.service.desk.Desk;
import io.wenwen.service.desk.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Who answers: the agent, while a conversation is handed over; service, for orders and people; else the shop's dialogue. */
@Component
class Dialogue implements TurnAnswerer, InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(Dialogue.class);
    private static final Duration OPENING = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofMinutes(5);
    private static final int IN_MEMORY = 10_000;
    private static final int RETRY_SECONDS = 5;

    /** The same dialogue with the model and without it; both know the same conversations. */
    private record Turns(ShopperTurns worded, ShopperTurns plain) {}

    private final OpenShop shop;
    private final ModelHost host;
    private final ProseWriter prose;
    private final CustomerServiceBot service;
    private final Desk desk;
    private final ObjectMapper json;
    private final SpokenPrices prices;
    private final Conversations conversations;
    private volatile @Nullable Turns turns;

    Dialogue(
            OpenShop shop,
            ModelHost host,
            ProseWriter prose,
            CustomerServiceBot service,
            TurnLog log,
            SpokenPrices prices,
            ObjectMapper json) {
        this.shop = shop;
        this.host = host;
        this.prose = prose;
        this.service = service;
        this.desk = service.desk();
        this.prices = prices;
        this.json = json;
        this.conversations = new Conversations(
                IN_MEMORY,
                (shopper, conversation) -> log.state(shopper, conversation).flatMap(this::read));
    }

    /** Does ahead what the first shopper would wait for: once when the shop is open, again when a model is ready. */
    @Override
    public void afterPropertiesSet() {
        host.onChange(state -> {
            if (state instanceof ModelState.Ready || state instanceof ModelState.None) {
                Thread.ofVirtual().name("dialogue-warm-up").start(this::prepare);
            }
        });
        Thread.ofVirtual().name("dialogue-warm-up").start(this::prepare);
    }

    private void prepare() {
        if (!shop.await(WARM_UP)) {
            return;
        }
        try {
            Turns ready = turns();
            TurnRequest look = new TurnRequest(
                    "warm-up",
                    "warm-up",
                    shop.catalog().products().iterator().next().leaf(),
                    Locale.CHINA,
                    List.of());
            ready.plain().answer(look, new Unheard());
            ready.worded().prepare();
        } catch (RuntimeException e) {
            // The first shopper waits a little longer, that is all.
            log.warn("The dialogue could not be warmed up", e);
        }
    }

    /** Where a warm-up turn's events go. */
    private static final class Unheard implements TurnSink {
        @Override
        public void send(TurnEvent event) {}

        @Override
        public boolean closed() {
            return false;
        }
    }

    @Override
    public void answer(TurnRequest request, boolean worded, TurnSink sink) {
        Optional<Ticket> ticket = Optional.ofNullable(request.conversation()).flatMap(desk::open);
        if (ticket.isPresent()) {
            passOn(ticket.get(), request, sink);
            return;
        }
        if (!shop.await(OPENING)) {
            Problem why = shop.state().state().equals("failed") ? Problem.INDEX_FAILED : Problem.INDEX_NOT_READY;
            sink.send(new TurnEvent.Error(
                    why.code(), why.detail(request.locale()), why.advice(request.locale()), RETRY_SECONDS));
            return;
        }
        Optional<CustomerServiceBot.Answer> served =
                service.answer(request.shopper(), String.valueOf(request.conversation()), request.message());
        if (served.isPresent()) {
            ServiceAnswers.send(request, served.get(), frame(), sink);
            return;
        }
        Turns ready = turns();
        (worded ? ready.worded() : ready.plain()).answer(request, prices.listen(request, sink));
    }

    @Override
    public Optional<String> state(String shopper, String conversation) {
        return conversations.snapshot(shopper, conversation).map(json::writeValueAsString);
    }

    private synchronized Turns turns() {
        Turns ready = turns;
        if (ready == null) {
            ShopperTurns worded = new ShopperTurns(shop.catalog(), shop::policies, host::current, prose, conversations);
            ready = new Turns(worded, worded.withoutModel());
            turns = ready;
        }
        return ready;
    }

    /** The agent reads it; the shopper is told so. */
    private void passOn(Ticket ticket, TurnRequest request, TurnSink sink) {
        desk.hear(ticket, request.message());
        Locale locale = request.locale();
        boolean taken = ticket.status() == Ticket.Status.TAKEN;
        String text;
        if (Problem.inEnglish(locale)) {
            text = taken
                    ? "The service agent has your message and will reply here."
                    : "Your message waits for a service agent, who will reply here.";
        } else {
            text = taken ? "已转给客服，客服会在这里回复您。" : "已留给客服，轮到您时客服会在这里回复。";
        }
        ServiceAnswers.Frame frame = frame();
        sink.send(new TurnEvent.Level(frame.level(), null));
        ServiceAnswers.end(request, "handoff", text, List.of(), frame, sink);
    }

    private ServiceAnswers.Frame frame() {
        return new ServiceAnswers.Frame(
                host.current().isPresent() ? "full" : "cards",
                Optional.ofNullable(shop.state().version()).orElse(""));
    }

    private Optional<ConversationSnapshot> read(String stored) {
        try {
            return Optional.of(json.readValue(stored, ConversationSnapshot.class));
        } catch (JacksonException e) {
            log.warn("A conversation's state cannot be read; it goes on without its past: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }
}
