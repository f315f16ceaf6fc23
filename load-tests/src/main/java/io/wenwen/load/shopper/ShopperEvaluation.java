package io.wenwen.load.shopper;

import io.wenwen.load.check.Answer;
import io.wenwen.load.check.AnswerChecker;
import io.wenwen.load.check.Finding;
import io.wenwen.load.suite.Demands;
import io.wenwen.load.suite.Gold;
import io.wenwen.load.suite.ShopFacts;
import io.wenwen.load.suite.ShopFacts.ShopSku;
import io.wenwen.load.suite.Suite;
import io.wenwen.load.suite.SuiteTurn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends a suite's turns to a running shop and scores what comes back; the scores' meanings stand in {@code docs/shopper-suite.md}. */
public final class ShopperEvaluation {

    private static final Set<String> FACT_KINDS = Set.of("attribute", "aggregate", "comparison", "policy", "offer");
    private static final Set<String> PRODUCT_KINDS = Set.of("cards", "none_exact");
    private static final int TOP = 5;

    private final Suite suite;
    private final ShopClient client;
    private final Consumer<String> log;
    private final AnswerChecker checker;
    private final ConstraintScore constraints = new ConstraintScore();
    private final ProseScore prose;
    private final Map<Finding.Kind, Integer> findings = new EnumMap<>(Finding.Kind.class);
    private final Map<String, Spoken> conversations = new HashMap<>();
    private int turns;
    private int kindRight;
    private int productTurns;
    private int productRight;
    private int facts;
    private int factsRight;
    private int deadEnds;
    private int silentViolations;
    private int wrongStrings;
    private int full;

    /** What a conversation has said and shown so far. */
    private record Spoken(String conversation, List<String> messages, List<String> cards) {}

    public ShopperEvaluation(Suite suite, ShopClient client, Consumer<String> log) {
        this.suite = suite;
        this.client = client;
        this.log = log;
        this.checker = new AnswerChecker(suite.shop());
        this.prose = new ProseScore(suite.shop());
    }

    /** Runs every turn; a turn that fails counts as wrong in everything it is judged by. */
    public void run() throws InterruptedException {
        for (SuiteTurn turn : suite.turns()) {
            Spoken before = conversations.get(turn.conversation());
            HeardTurn heard;
            try {
                heard = client.turn(
                        turn.message(), before == null ? null : before.conversation(), turn.locale(), turn.shown());
            } catch (IOException e) {
                log.accept(turn.id() + ": no answer: " + e);
                turns++;
                deadEnds++;
                continue;
            }
            judge(turn, heard, before);
            if (turns % 10 == 0) {
                log.accept(turns + "/" + suite.turns().size() + " turns");
            }
        }
    }

    private void judge(SuiteTurn turn, HeardTurn heard, @Nullable Spoken before) {
        turns++;
        JsonNode done = heard.done();
        List<String> messages = new ArrayList<>(before == null ? List.of() : before.messages());
        messages.add(turn.message());
        List<String> cards = new ArrayList<>(heard.skus());
        cards.addAll(turn.shown());
        if (before != null) {
            cards.addAll(before.cards());
        }
        if (done != null) {
            conversations.put(
                    turn.conversation(), new Spoken(done.path("conversation").asString(""), messages, cards));
        }
        List<String> faults = new ArrayList<>();
        String kind = done == null ? "none" : done.path("kind").asString("");
        if (kind.equals(turn.kind())) {
            kindRight++;
        } else {
            faults.add("kind " + kind + " instead of " + turn.kind());
        }
        understood(turn, done, faults);
        product(turn, heard, faults);
        facts(turn, heard, faults);
        if (done != null && done.path("level").asString("").equals("full")) {
            full++;
        }
        boolean offersNothing =
                heard.text().strip().length() < 4 && heard.cards().isEmpty() && heard.last("question") == null;
        if (heard.failed() || offersNothing) {
            deadEnds++;
            faults.add("dead end (status " + heard.status() + ")");
        }
        violations(turn, heard, faults);
        for (String wrong : turn.wrong()) {
            if (heard.text().contains(wrong)) {
                wrongStrings++;
                faults.add("says '" + wrong + "'");
            }
        }
        for (Finding finding : checker.check(new Answer(
                heard.text(), messages, cards, turn.constraints() == null ? List.of() : turn.constraints()))) {
            findings.merge(finding.kind(), 1, Integer::sum);
            faults.add("unsupported " + finding.kind() + " '" + finding.words() + "' in: " + finding.sentence());
        }
        prose.add(turn, heard);
        if (!faults.isEmpty()) {
            log.accept(turn.id() + " 「" + turn.message() + "」: " + String.join("; ", faults));
        }
    }

    private void understood(SuiteTurn turn, @Nullable JsonNode done, List<String> faults) {
        if (turn.constraints() == null) {
            return;
        }
        Set<Gold> read = new LinkedHashSet<>();
        if (done != null) {
            for (JsonNode c : done.path("constraints")) {
                read.add(new Gold(
                        c.path("attribute").asString(""),
                        c.path("op").asString(""),
                        c.path("value").asString(""),
                        c.path("unit").asString("")));
            }
        }
        constraints.add(turn.constraints(), read);
        if (!read.equals(turn.constraints())) {
            faults.add("read " + read + " for " + turn.constraints());
        }
    }

    private void product(SuiteTurn turn, HeardTurn heard, List<String> faults) {
        if (!PRODUCT_KINDS.contains(turn.kind()) || turn.acceptable().isEmpty()) {
            return;
        }
        List<String> top = heard.skus().stream().limit(TOP).toList();
        boolean right = top.stream().anyMatch(sku -> isOneOf(sku, turn.acceptable(), turn));
        if (!right && top.stream().anyMatch(sku -> isOneOf(sku, List.copyOf(turn.borderline()), turn))) {
            return;
        }
        productTurns++;
        if (right) {
            productRight++;
        } else {
            faults.add("none of the first five cards is right: " + top);
        }
    }

    private boolean isOneOf(String shown, List<String> labelled, SuiteTurn turn) {
        if (labelled.contains(shown)) {
            return true;
        }
        ShopSku sku = suite.shop().sku(shown);
        Set<Gold> demands = turn.constraints() == null ? Set.of() : turn.constraints();
        return sku != null
                && labelled.stream()
                        .map(suite.shop()::sku)
                        .anyMatch(l -> l != null
                                && l.product().id().equals(sku.product().id()))
                && demands.stream()
                        .filter(d -> sku.options().containsKey(d.attribute()))
                        .allMatch(d -> Demands.holds(d, sku));
    }

    private void facts(SuiteTurn turn, HeardTurn heard, List<String> faults) {
        if (!FACT_KINDS.contains(turn.kind())) {
            return;
        }
        for (SuiteTurn.GoldFact fact : turn.facts()) {
            facts++;
            if (Spelled.occurs(fact.value(), heard.readable()) || cardSays(fact, heard)) {
                factsRight++;
            } else {
                faults.add("does not state " + fact.attribute() + " = " + fact.value());
            }
        }
    }

    /** "Which is the cheapest" may be answered by the card that it shows. */
    private static boolean cardSays(SuiteTurn.GoldFact fact, HeardTurn heard) {
        return fact.sku() != null
                && fact.attribute().equals("product")
                && !heard.skus().isEmpty()
                && heard.skus().getFirst().equals(fact.sku());
    }

    private void violations(SuiteTurn turn, HeardTurn heard, List<String> faults) {
        if (turn.constraints() == null || !PRODUCT_KINDS.contains(turn.kind())) {
            return;
        }
        JsonNode event = heard.last("cards");
        Set<String> relaxed = new LinkedHashSet<>();
        if (event != null) {
            event.path("relaxed").forEach(r -> relaxed.add(r.asString("")));
        }
        for (JsonNode card : heard.cards()) {
            ShopSku sku = suite.shop().sku(card.path("sku").asString(""));
            for (Gold demand : turn.constraints()) {
                if (sku == null
                        || !isHard(demand)
                        || Demands.holds(demand, sku)
                        || relaxed.contains(demand.attribute())) {
                    continue;
                }
                boolean said = false;
                for (JsonNode check : card.path("checks")) {
                    said |= !check.path("holds").asBoolean(true)
                            && check.path("constraint")
                                    .path("attribute")
                                    .asString("")
                                    .equals(demand.attribute());
                }
                if (!said) {
                    silentViolations++;
                    faults.add("card " + sku.id() + " silently violates " + demand);
                }
            }
        }
    }

    /** Limits and exclusions are hard: the shopper has said what is not wanted. */
    private static boolean isHard(Gold demand) {
        return demand.attribute().equals("price") || !demand.op().equals("=");
    }

    /** Everything measured; prose figures only at a level that has a model's prose. */
    public Scores scores(boolean modelLevel) {
        return new Scores(
                turns,
                constraints.f1(),
                share(productRight, productTurns),
                share(kindRight, turns),
                share(factsRight, facts),
                deadEnds,
                silentViolations,
                wrongStrings,
                findings.getOrDefault(Finding.Kind.FIGURE, 0),
                findings.getOrDefault(Finding.Kind.NAME, 0),
                findings.getOrDefault(Finding.Kind.ATTRIBUTE, 0),
                findings.getOrDefault(Finding.Kind.PROMISE, 0),
                modelLevel ? share(full, turns) : null,
                modelLevel ? prose.useful() : null,
                modelLevel ? prose.distinctSentences() : null,
                prose.misses());
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** The shop that is judged against. */
    public ShopFacts shop() {
        return suite.shop();
    }

    /** What one suite came to; shares are {@code null} where no turn was judged by them. */
    public record Scores(
            int turns,
            double constraintF1,
            @Nullable Double rightProduct,
            @Nullable Double kindRight,
            @Nullable Double factsRight,
            int deadEnds,
            int silentViolations,
            int wrongStrings,
            int figures,
            int names,
            int attributes,
            int promises,
            @Nullable Double fullLevelShare,
            @Nullable Double proseUseful,
            @Nullable Double distinctSentences,
            List<String> proseMisses) {}
}
