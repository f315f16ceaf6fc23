package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.catalog.query.Reading;
import io.wenwen.core.dialogue.Clause;
import io.wenwen.core.dialogue.Prose;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.dialogue.Slot;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.service.policy.Policies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door of the shopper's dialogue: one message in, the events of its answer out.
 *
 * <p>Blocking; call it from a virtual thread. Thread-safe: turns of one conversation wait for each other, others run side by side.
 */
public final class ShopperTurns {

    /** How long a turn waits for the one before it in the same conversation. */
    private static final Duration TURN_WAIT = Duration.ofSeconds(20);
    /** When the model has not worded an answer by then, patterns do. */
    private static final Duration PROSE_DEADLINE = Duration.ofSeconds(12);

    /** The model's reading comes behind the answer and is left out where it is late. */
    private static final Duration READING_DEADLINE = Duration.ofSeconds(2);

    private final Catalog catalog;
    private final Supplier<Policies> policies;
    private final Supplier<Optional<LanguageModel>> model;
    private final ProseWriter writer;
    private final Conversations conversations;
    private final AtomicReference<@Nullable ShopWords> words;

    /**
     * @param policies asked once a turn
     * @param model asked once a turn; empty: the answer is worded plainly, at level {@code cards}
     */
    public ShopperTurns(
            Catalog catalog,
            Supplier<Policies> policies,
            Supplier<Optional<LanguageModel>> model,
            ProseWriter writer,
            Conversations conversations) {
        this(catalog, policies, model, writer, conversations, new AtomicReference<>());
    }

    private ShopperTurns(
            Catalog catalog,
            Supplier<Policies> policies,
            Supplier<Optional<LanguageModel>> model,
            ProseWriter writer,
            Conversations conversations,
            AtomicReference<@Nullable ShopWords> words) {
        this.words = words;
        this.catalog = catalog;
        this.policies = policies;
        this.model = model;
        this.writer = writer;
        this.conversations = conversations;
    }

    /** The same dialogue, worded by patterns: for times when the model has too much to do. Shares the conversations. */
    public ShopperTurns withoutModel() {
        return new ShopperTurns(catalog, policies, Optional::empty, writer, conversations, words);
    }

    /** Works out ahead what the first turn would wait for: names and words of the catalogue, and what the model may say. */
    public void prepare() {
        ShopWords ready = words();
        model.get().ifPresent(loaded -> writer.prepare(loaded, ready.lexicon()));
    }

    /** Why this request cannot be answered, with advice; empty when it can. {@link #answer} sends the same as its only event. */
    public Optional<TurnEvent.Error> refuse(TurnRequest request) {
        return MessageCheck.refuse(request);
    }

    /** SKUs said to be on the shopper's screen that the shop does not have; {@link #answer} passes over them. */
    public List<String> unknownShown(TurnRequest request) {
        return request.shown().stream().filter(sku -> offer(sku).isEmpty()).toList();
    }

    /** The conversations in memory; {@link Conversations#snapshot} after a turn is what must survive a restart. */
    public Conversations conversations() {
        return conversations;
    }

    /**
     * Answers one message. The last event is {@code done} or {@code error}; when the shopper has gone the turn ends within one
     * decode step, without either.
     */
    public void answer(TurnRequest request, TurnSink sink) {
        Optional<TurnEvent.Error> refused = refuse(request);
        if (refused.isPresent()) {
            sink.send(refused.get());
            return;
        }
        String conversation = request.conversation() == null ? UUID.randomUUID().toString() : request.conversation();
        ConversationKey key = new ConversationKey(request.shopper(), conversation);
        try {
            Optional<Conversations.Lease> lease = conversations.lease(key, TURN_WAIT);
            if (lease.isEmpty()) {
                sink.send(busy(request.locale()));
                return;
            }
            try (Conversations.Lease held = lease.get()) {
                answer(request, conversation, held, sink);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(TurnRequest request, String conversation, Conversations.Lease lease, TurnSink sink)
            throws InterruptedException {
        Optional<LanguageModel> wording = model.get();
        Turn turn = understand(request, conversation, lease.state(), sink);
        sink.send(
                wording.isPresent()
                        ? new TurnEvent.Level("full", null)
                        : new TurnEvent.Level(
                                "cards",
                                turn.tongue.of(
                                        "语言模型还没有就绪，先用固定句式回答。",
                                        "The language model is not ready; answers use fixed sentences.")));
        new Router(turn).route();
        lease.keep(turn.after());
        turn.sendChips();
        Prose prose = write(turn, wording.orElse(null), sink);
        if (wording.isPresent()) {
            readAgain(turn, wording.get(), sink);
        }
        sink.send(done(turn, conversation, wording.map(LanguageModel::card).orElse(null), prose));
    }

    private Turn understand(TurnRequest request, String conversation, Conversation before, TurnSink sink) {
        String message = MessageCheck.visible(request.message());
        Tongue tongue = Tongue.of(message, request.locale());
        Reading reading = catalog.read(message, before.demands());
        List<Offer> shown = offers(request.shown().isEmpty() ? before.shown() : request.shown());
        List<Offer> focus = offers(before.focus());
        List<Offer> named = new ArrayList<>(words().names().in(message, p -> catalog.offer(p.id())));
        NamedProducts.among(shown, message, reading).stream()
                .filter(o -> named.stream().noneMatch(n -> n.product().equals(o.product())))
                .forEach(named::add);
        References refs = References.find(message, reading, shown, focus, onPage(named, shown));
        long seed = (conversation + "\n" + before.turns() + "\n" + message).hashCode() & 0x7fffffffL;
        return new Turn(
                catalog,
                policies.get(),
                message,
                tongue,
                Cue.of(message.toLowerCase(Locale.ROOT)),
                reading,
                before,
                shown,
                focus,
                refs,
                seed,
                words().popular(),
                sink);
    }

    /** A product named is meant in the variant that the page shows. */
    private static List<Offer> onPage(List<Offer> named, List<Offer> shown) {
        return named.stream()
                .map(offer -> shown.stream()
                        .filter(s -> s.product().id().equals(offer.product().id()))
                        .findFirst()
                        .orElse(offer))
                .toList();
    }

    private Prose write(Turn turn, @Nullable LanguageModel wording, TurnSink sink) throws InterruptedException {
        GoneWatch watch = GoneWatch.over(sink);
        try (watch) {
            return writer.write(
                    wording,
                    turn.clauses,
                    words().lexicon(),
                    turn.seed,
                    PROSE_DEADLINE,
                    piece -> sink.send(new TurnEvent.Text(piece)));
        } catch (InterruptedException e) {
            throw left(watch, e);
        }
    }

    /** The model's reading of words that the grammar could not place; a chip at most. */
    private void readAgain(Turn turn, LanguageModel model, TurnSink sink) throws InterruptedException {
        List<NearWords.Near> choices = SecondReading.choices(turn, words().nearWords());
        if (choices.isEmpty()) {
            return;
        }
        GoneWatch watch = GoneWatch.over(sink);
        try (watch) {
            SecondReading.pick(model, turn, choices, READING_DEADLINE)
                    .ifPresent(value -> turn.sendAlso(
                            new TurnEvent.Chip(value, turn.tongue.of("要" + value + "的", "with " + value))));
        } catch (InterruptedException e) {
            throw left(watch, e);
        }
    }

    private static InterruptedException left(GoneWatch watch, InterruptedException e) {
        if (watch.gone()) {
            throw new UncheckedIOException(new IOException("The shopper has gone.", e));
        }
        return e;
    }

    private TurnEvent.Done done(Turn turn, String conversation, @Nullable ModelCard card, Prose prose) {
        boolean planned = turn.clauses.stream().anyMatch(Clause.Worded.class::isInstance);
        boolean full = card != null && (!planned || prose.byModel());
        List<TurnEvent.Evidence> evidence = new ArrayList<>(
                prose.slots().stream().map(ShopperTurns::evidence).toList());
        evidence.addAll(turn.proofs);
        return new TurnEvent.Done(
                conversation,
                conversation + ":" + (turn.before.turns() + 1),
                turn.kind.wire(),
                card == null ? "none" : card.name(),
                card == null ? null : card.hash(),
                turn.seed,
                full ? "full" : "cards",
                prose.text(),
                turn.demands.stream().map(CardFace::demand).toList(),
                turn.cards,
                turn.relaxed,
                evidence,
                catalog.version(),
                prose.promptTokens(),
                prose.generatedTokens(),
                prose.tokens().sampled(),
                prose.tokens().drafted(),
                prose.tokens().forced(),
                prose.tokensPerSecond().isPresent() ? prose.tokensPerSecond().getAsDouble() : null);
    }

    private static TurnEvent.Evidence evidence(Slot slot) {
        return new TurnEvent.Evidence(
                slot.kind().name().toLowerCase(Locale.ROOT),
                slot.subject(),
                slot.attribute(),
                slot.kind() == Slot.Kind.NAME ? slot.text() : slot.value(),
                slot.source());
    }

    private List<Offer> offers(List<String> skus) {
        return skus.stream()
                .limit(Conversation.LONGEST)
                .map(this::offer)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Offer> offer(String sku) {
        return sku.isBlank() || sku.length() > 128 ? Optional.empty() : catalog.offer(new SkuId(sku));
    }

    private ShopWords words() {
        ShopWords known = words.get();
        if (known == null || !known.version().equals(catalog.version())) {
            known = ShopWords.of(catalog);
            words.set(known);
        }
        return known;
    }

    private static TurnEvent.Error busy(Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return new TurnEvent.Error(
                "conversation_busy",
                english ? "An earlier message of this conversation is still being answered." : "上一条消息还在回答中。",
                english ? "Wait for it to end or stop it, then send again." : "请等它结束，或先点停止，再发送。",
                3);
    }
}
