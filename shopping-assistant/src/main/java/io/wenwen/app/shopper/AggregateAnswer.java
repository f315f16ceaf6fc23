package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.QuestionForm;
import io.wenwen.catalog.query.Sort;
import io.wenwen.catalog.retrieval.Aggregates;
import io.wenwen.core.dialogue.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers what is true of all products that meet the demands: how many, the cheapest, the range of prices. */
final class AggregateAnswer {

    private static final String SOURCE = "catalog:aggregate";

    private final Turn turn;

    AggregateAnswer(Turn turn) {
        this.turn = turn;
    }

    /** What is asked of the whole. */
    enum Question {
        COUNT,
        RANGE,
        CHEAPEST,
        DEAREST,
        BEST_SELLING,
        BEST_RATED,
        NEWEST,
        MOST_OF,
        BRANDS,
        EXISTS
    }

    /** The question, if the message asks one. */
    static Optional<Question> asked(Turn turn) {
        String text = turn.message.toLowerCase(Locale.ROOT);
        var reading = turn.reading;
        boolean which = turn.has(Cue.WHICH, Cue.VALUE) || text.matches(".*(?:是|哪).*");
        if (turn.has(Cue.BRANDS) || reading.is(QuestionForm.BRANDS)) {
            return Optional.of(Question.BRANDS);
        }
        if (turn.has(Cue.PRICE_RANGE) || reading.is(QuestionForm.PRICE_RANGE)) {
            return Optional.of(Question.RANGE);
        }
        if (turn.has(Cue.HOW_MANY) || reading.is(QuestionForm.HOW_MANY)) {
            return Optional.of(Question.COUNT);
        }
        if (which && (turn.has(Cue.SUPERLATIVE) || reading.sort() != null)) {
            return Optional.of(superlative(text, reading.sort()));
        }
        return Optional.empty();
    }

    private static Question superlative(String text, @org.jspecify.annotations.Nullable Sort sort) {
        if (text.matches(".*(?:最(?:贵|高价)|价格?最高|dearest|most expensive|priciest).*")) {
            return Question.DEAREST;
        }
        if (text.matches(".*(?:最(?:便宜|低价|实惠)|价格?最低|cheapest|least expensive|lowest price).*")) {
            return Question.CHEAPEST;
        }
        if (text.matches(".*(?:评分|好评|评价|口碑|rated|rating|reviewed).*")) {
            return Question.BEST_RATED;
        }
        if (text.matches(".*(?:卖|销|热门|火|畅销|爆款|受欢迎|人气|多人买|best[- ]?sell|popular).*")) {
            return Question.BEST_SELLING;
        }
        if (text.matches(".*(?:最新|新品|newest|latest).*")) {
            return Question.NEWEST;
        }
        if (sort == null) {
            return Question.BEST_SELLING;
        }
        return switch (sort.key()) {
            case PRICE -> sort.descending() ? Question.DEAREST : Question.CHEAPEST;
            case SALES -> Question.BEST_SELLING;
            case RATING -> Question.BEST_RATED;
            case NEWEST -> Question.NEWEST;
            case ATTRIBUTE -> Question.MOST_OF;
        };
    }

    /** @return false where nothing meets the demands */
    boolean answer(Question question) {
        Aggregates facts = turn.catalog.aggregate(turn.demands);
        if (facts.count() == 0) {
            return false;
        }
        turn.kind = Kind.AGGREGATE;
        switch (question) {
            case COUNT -> count(facts);
            case EXISTS -> exists(facts);
            case RANGE -> range(facts);
            case CHEAPEST -> superlative(facts.cheapest(), "最便宜的是{}，{}。", "The cheapest is {}, {}.", facts);
            case DEAREST -> superlative(facts.dearest(), "最贵的是{}，{}。", "The most expensive is {}, {}.", facts);
            case BEST_SELLING -> sold(facts);
            case BEST_RATED -> rated(facts);
            case NEWEST -> superlative(facts.newest(), "最新上架的是{}，{}。", "The newest is {}, {}.", facts);
            case MOST_OF -> mostOf();
            case BRANDS -> brands(facts);
        }
        return true;
    }

    /** 在“蓝牙耳机”里, when something is demanded. */
    private String among(List<Slot> slots) {
        Optional<String> need = NeedPhrase.of(turn.demands, turn.tongue);
        if (need.isEmpty()) {
            return turn.tongue.of("全店里", "In the whole shop: ");
        }
        slots.add(Slot.need(need.get()));
        return turn.tongue.of("{}里", "Among {}: ");
    }

    private void count(Aggregates facts) {
        List<Slot> slots = new ArrayList<>();
        String among = among(slots);
        slots.add(Facts.count(facts.count(), SOURCE));
        if (slots.size() == 1) {
            turn.say("店里一共有{}款商品。", "The shop has {} products.", slots.getFirst());
        } else {
            turn.say("店里的{}一共有{}款。", "Of {} there are {}.", slots.toArray(Slot[]::new));
        }
        examples();
    }

    private void exists(Aggregates facts) {
        Optional<String> need = NeedPhrase.of(turn.demands, turn.tongue);
        Slot count = Facts.count(facts.count(), SOURCE);
        if (need.isPresent()) {
            turn.sayOneOf(
                    List.of("有的，{}目前有{}款。", "有，店里的{}有{}款。"),
                    List.of("Yes, of {} there are {}."),
                    Slot.need(need.get()),
                    count);
        } else {
            turn.say("有的，目前有{}款。", "Yes, there are {}.", count);
        }
        examples();
        range(facts);
    }

    private void examples() {
        List<Offer> offers = turn
                .catalog
                .search(new io.wenwen.catalog.retrieval.SearchRequest(turn.demands, turn.words, null, NeedAnswer.CARDS))
                .hits()
                .stream()
                .map(io.wenwen.catalog.retrieval.Hit::offer)
                .toList();
        if (!offers.isEmpty()) {
            turn.sendCards(offers, turn.catalog.aggregate(turn.demands).count());
        }
    }

    private void range(Aggregates facts) {
        Offer low = facts.cheapest();
        Offer high = facts.dearest();
        if (low == null || high == null) {
            return;
        }
        List<Slot> slots = new ArrayList<>();
        String among = among(slots);
        slots.add(turn.facts.price(low));
        slots.add(turn.facts.price(high));
        turn.say(
                among.equals("全店里") ? "全店价格从{}到{}。" : "{}的价格从{}到{}。",
                slots.size() == 2 ? "Prices run from {} to {}." : "Prices of {} run from {} to {}.",
                slots.toArray(Slot[]::new));
        if (turn.cards.isEmpty()) {
            turn.sendCards(low.equals(high) ? List.of(low) : List.of(low, high), facts.count());
        }
    }

    private void superlative(
            @org.jspecify.annotations.Nullable Offer offer, String chinese, String english, Aggregates facts) {
        if (offer == null) {
            turn.say("这一项资料里没有写，我排不出来。", "The catalogue does not state this, so I cannot rank it.");
            return;
        }
        turn.sendCards(List.of(offer), facts.count());
        List<Slot> slots = new ArrayList<>();
        String among = among(slots);
        slots.add(turn.facts.name(offer));
        slots.add(turn.facts.priced(offer));
        turn.say(among + chinese, among + english, slots.toArray(Slot[]::new));
    }

    private void sold(Aggregates facts) {
        Offer offer = facts.bestSelling();
        superlative(offer, "卖得最好的是{}，{}。", "The best-selling is {}, {}.", facts);
        if (offer != null) {
            turn.say("它{}。", "It has {}.", turn.facts.sales(offer));
        }
    }

    private void rated(Aggregates facts) {
        Offer offer = facts.bestRated();
        superlative(offer, "评分最高的是{}，{}。", "The best-rated is {}, {}.", facts);
        if (offer != null) {
            turn.say("它的{}。", "It is {}.", turn.facts.rating(offer));
        }
    }

    private void mostOf() {
        Sort sort = turn.reading.sort();
        String attribute = sort == null ? null : sort.attribute();
        if (sort == null || attribute == null) {
            return;
        }
        List<Offer> ranked =
                turn.catalog.rank(turn.demands, attribute, sort.descending(), 3).offers();
        if (ranked.isEmpty()) {
            turn.say("这一项商品资料里没有写，我排不出来。", "The catalogue does not state this, so I cannot rank it.");
            return;
        }
        turn.sendCards(ranked, ranked.size());
        Offer first = ranked.getFirst();
        List<Slot> slots = new ArrayList<>();
        String among = among(slots);
        slots.add(turn.facts.name(first));
        slots.add(turn.facts.stated(
                first, attribute, Facts.valueOf(first, attribute).orElse("—")));
        turn.say(among + "排在最前面的是{}，{}。", among + "{} comes first; {}.", slots.toArray(Slot[]::new));
    }

    private void brands(Aggregates facts) {
        List<Map.Entry<String, Long>> most = facts.brands().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(8)
                .toList();
        if (most.isEmpty()) {
            turn.say("商品资料里没有写品牌。", "The catalogue names no brands.");
            return;
        }
        List<Slot> slots = new ArrayList<>();
        String among = among(slots);
        slots.add(Facts.count(facts.brands().size(), SOURCE));
        most.forEach(e -> slots.add(
                new Slot(Slot.Kind.ATTRIBUTE, null, Constraint.BRAND, e.getKey(), e.getKey(), SOURCE + "#brand")));
        String each = String.join(turn.tongue.of("、", ", "), java.util.Collections.nCopies(most.size(), "{}"));
        turn.say(
                among + "有{}个品牌，商品多的有" + each + "。",
                among + "there are {} brands, among them " + each + ".",
                slots.toArray(Slot[]::new));
        most.stream().limit(4).forEach(e -> turn.chip(e.getKey()));
    }

    /** The same over the products on the page: 这几款里最便宜的. */
    boolean ofShown(Question question, List<Offer> offers) {
        Comparator<Offer> price = Comparator.comparing(Offer::price);
        Optional<Offer> best = switch (question) {
            case CHEAPEST -> offers.stream().min(price);
            case DEAREST -> offers.stream().max(price);
            case BEST_SELLING ->
                offers.stream().max(Comparator.comparingLong(o -> o.product().sales()));
            case BEST_RATED ->
                offers.stream().max(Comparator.comparingDouble(o -> o.product().rating()));
            default -> Optional.empty();
        };
        if (best.isEmpty()) {
            return false;
        }
        turn.kind = Kind.AGGREGATE;
        Offer offer = best.get();
        Slot fact = switch (question) {
            case BEST_SELLING -> turn.facts.sales(offer);
            case BEST_RATED -> turn.facts.rating(offer);
            default -> turn.facts.priced(offer);
        };
        turn.say("这几款里是{}，{}。", "Among these it is {}; {}.", turn.facts.name(offer), fact);
        turn.focusOn(List.of(offer));
        return true;
    }
}
