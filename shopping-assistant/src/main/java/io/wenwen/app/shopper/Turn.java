package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Reading;
import io.wenwen.core.dialogue.Clause;
import io.wenwen.core.dialogue.Slot;
import io.wenwen.service.policy.Policies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One turn under way: what was understood, and what the answer has come to so far. Used by one thread. */
final class Turn {

    final Catalog catalog;
    final Policies policies;
    final String message;
    final Tongue tongue;
    final Facts facts;
    final Set<Cue> cues;
    final Reading reading;
    final Conversation before;
    final List<Offer> shown;
    final List<Offer> focus;
    final References refs;
    final Demands rules;
    final long seed;
    /** Kinds of goods to try, best-selling first. */
    final List<String> popular;

    private final TurnSink sink;

    /** The outcome, filled by whoever answers. */
    Kind kind = Kind.SMALL_TALK;

    List<Constraint> demands;
    String words;
    List<String> nextShown;
    List<String> nextFocus;
    List<String> seen;
    List<String> asked;
    /** Pieces by SKU that a price was told for. */
    Map<String, Integer> nextBasket;

    @Nullable
    String pending;

    List<String> cards = List.of();
    List<String> relaxed = List.of();
    final List<Clause> clauses = new ArrayList<>();
    final List<TurnEvent.Evidence> proofs = new ArrayList<>();
    private final Map<String, TurnEvent.Chip> chips = new LinkedHashMap<>();

    Turn(
            Catalog catalog,
            Policies policies,
            String message,
            Tongue tongue,
            Set<Cue> cues,
            Reading reading,
            Conversation before,
            List<Offer> shown,
            List<Offer> focus,
            References refs,
            long seed,
            List<String> popular,
            TurnSink sink) {
        this.catalog = catalog;
        this.policies = policies;
        this.message = message;
        this.tongue = tongue;
        this.facts = new Facts(tongue);
        this.cues = cues;
        this.reading = reading;
        this.before = before;
        this.shown = shown;
        this.focus = focus;
        this.refs = refs;
        this.rules = new Demands(catalog);
        this.seed = seed;
        this.popular = popular;
        this.sink = sink;
        this.demands = before.demands();
        this.words = before.words();
        this.nextShown = shown.stream().map(Facts::sku).toList();
        this.nextFocus = before.focus();
        this.seen = before.seen();
        this.asked = before.asked();
        this.nextBasket = before.basket();
        this.pending = null;
    }

    boolean has(Cue... any) {
        for (Cue cue : any) {
            if (cues.contains(cue)) {
                return true;
            }
        }
        return false;
    }

    /** A sentence of our own; {@code {}} stands for a slot. */
    void say(String chinese, String english, Slot... slots) {
        add(Clause.fixed(tongue.of(chinese, english), slots));
    }

    /** One more sentence; English ones stand apart. */
    void add(Clause clause) {
        if (tongue.english() && !clauses.isEmpty()) {
            clauses.add(Clause.fixed(" "));
        }
        clauses.add(clause);
    }

    /** One of several equal wordings, so that answers differ; the seed chooses. */
    void sayOneOf(List<String> chinese, List<String> english, Slot... slots) {
        long pick = Math.floorMod(seed * 31 + clauses.size() * 7L, (long) chinese.size());
        long other = Math.floorMod(seed * 31 + clauses.size() * 7L, (long) english.size());
        say(chinese.get((int) pick), english.get((int) other), slots);
    }

    void send(TurnEvent event) {
        sink.send(event);
    }

    void chip(String label, String message) {
        if (chips.size() < 6) {
            chips.putIfAbsent(label, new TurnEvent.Chip(label, message));
        }
    }

    void chip(String text) {
        chip(text, text);
    }

    /** Chips that came late, behind the prose. */
    void sendAlso(TurnEvent.Chip chip) {
        if (!chips.containsKey(chip.label())) {
            send(new TurnEvent.Chips(List.of(chip)));
        }
    }

    void sendChips() {
        if (!chips.isEmpty()) {
            send(new TurnEvent.Chips(List.copyOf(chips.values())));
        }
    }

    /** Sends products as cards; they become what 第二个 means from now on. */
    void sendCards(List<Offer> offers, long total) {
        List<TurnEvent.Card> faces = offers.stream()
                .map(offer -> CardFace.of(catalog, offer, demands, facts))
                .toList();
        cards = faces.stream().map(TurnEvent.Card::sku).toList();
        nextShown = cards;
        nextFocus = cards.isEmpty() ? nextFocus : List.of(cards.getFirst());
        Set<String> all = new LinkedHashSet<>(cards);
        all.addAll(seen);
        seen = List.copyOf(all).subList(0, Math.min(Conversation.LONGEST, all.size()));
        send(new TurnEvent.Cards(faces, demands.stream().map(CardFace::demand).toList(), relaxed, total, false));
    }

    /** A new need begins: what was asked and seen before does not count. */
    void startNeed() {
        asked = List.of();
        seen = cards;
    }

    /** The conversation speaks of these products now. */
    void focusOn(List<Offer> offers) {
        Set<String> near = new LinkedHashSet<>();
        offers.forEach(offer -> near.add(Facts.sku(offer)));
        nextFocus = List.copyOf(near);
    }

    Conversation after() {
        return new Conversation(
                demands,
                words,
                nextShown,
                nextFocus,
                seen,
                asked,
                nextBasket,
                pending,
                kind.wire(),
                tongue.tag(),
                before.turns() + 1);
    }
}
