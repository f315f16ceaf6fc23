package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.query.Check;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.Sort;
import io.wenwen.catalog.retrieval.Hit;
import io.wenwen.catalog.retrieval.SearchRequest;
import io.wenwen.catalog.retrieval.SearchResult;
import io.wenwen.core.dialogue.Clause;
import io.wenwen.core.dialogue.Language;
import io.wenwen.core.dialogue.Move;
import io.wenwen.core.dialogue.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers a need with products: cards first, then why, then the next question. */
final class NeedAnswer {

    static final int CARDS = 5;

    private final Turn turn;
    /** Facts that this answer has stated. */
    private final Set<String> told = new HashSet<>();

    NeedAnswer(Turn turn) {
        this.turn = turn;
    }

    /** How this need relates to what is shown already. */
    enum Step {
        /** As demanded. */
        PLAIN,
        /** Other products than those seen. */
        MORE,
        /** Below, or above, what was shown. */
        CHEAPER,
        DEARER
    }

    /**
     * Finds and sends the products; {@link Turn#demands} holds the need.
     *
     * @return false where nothing at all can be shown
     */
    boolean answer(Step step, @Nullable Sort sort) {
        Set<String> seenProducts = step == Step.MORE ? seenProducts() : Set.of();
        int wanted = Math.min(1000, 2 * CARDS + 3 * seenProducts.size());
        SearchResult result = turn.catalog.search(new SearchRequest(turn.demands, turn.words, sort, wanted));
        if (result.total() == 0 && step == Step.CHEAPER) {
            result = turn.catalog.search(new SearchRequest(turn.demands, turn.words, Sort.CHEAPEST, wanted));
        }
        Predicate<Hit> unseen =
                hit -> !seenProducts.contains(hit.offer().product().id().value());
        List<Hit> hits =
                ofTheKind(result.hits()).stream().filter(unseen).limit(CARDS).toList();
        if (hits.isEmpty() && step == Step.MORE && !result.hits().isEmpty()) {
            allSeen(result);
            return true;
        }
        if (hits.isEmpty()) {
            return false;
        }
        List<Offer> offers = hits.stream().map(Hit::offer).toList();
        boolean exact = result.total() > 0;
        turn.kind = exact ? Kind.CARDS : Kind.NONE_EXACT;
        turn.relaxed = exact ? List.of() : relaxed(hits.getFirst());
        turn.sendCards(offers, result.total());
        if (exact) {
            words(offers, step);
            NotUnderstood.demand(turn)
                    .ifPresent(words -> turn.say(
                            "“{}”我没看懂，没有用来筛选。",
                            "I did not understand “{}”, so nothing was filtered by it.",
                            Slot.need(words)));
            new Clarifier(turn).ask(result.total());
        } else {
            nearest(hits);
        }
        chips(offers, result.total());
        return true;
    }

    private Set<String> seenProducts() {
        Set<String> seen = new HashSet<>();
        turn.seen.forEach(sku -> turn.catalog
                .offer(new io.wenwen.catalog.product.SkuId(sku))
                .ifPresent(offer -> seen.add(offer.product().id().value())));
        turn.shown.forEach(offer -> seen.add(offer.product().id().value()));
        return seen;
    }

    /** Another kind of goods is no nearer match while the shop has the kind that was asked for. */
    private static List<Hit> ofTheKind(List<Hit> hits) {
        List<Hit> same = hits.stream()
                .filter(hit -> hit.checks().stream()
                        .noneMatch(c -> !c.holds() && c.constraint().attribute().equals(Constraint.CATEGORY)))
                .toList();
        return same.isEmpty() ? hits : same;
    }

    private static List<String> relaxed(Hit nearest) {
        return nearest.checks().stream()
                .filter(check -> !check.holds())
                .map(check -> check.constraint().attribute())
                .distinct()
                .toList();
    }

    /** Everything that meets the need has been on the page: say so, show the best again. */
    private void allSeen(SearchResult result) {
        List<Offer> offers = result.hits().stream().limit(CARDS).map(Hit::offer).toList();
        turn.kind = result.total() > 0 ? Kind.CARDS : Kind.NONE_EXACT;
        turn.relaxed = result.relaxed();
        turn.sendCards(offers, result.total());
        turn.sayOneOf(
                List.of("符合要求的都给您看过了，一共{}款。", "您要的这类一共就{}款，都在前面了。", "没有更多了，符合的总共{}款，您都看过了。"),
                List.of("You have seen all {} that meet this.", "That was everything: {} in total."),
                Facts.count(Math.max(result.total(), offers.size()), "catalog:count"));
        pick(Move.TOP_PICK, offers.getFirst(), null, true);
        loosen();
    }

    private void words(List<Offer> offers, Step step) {
        if (offers.size() > 1) {
            turn.facts.tellApart(List.of(offers.getFirst(), alternative(offers)));
        }
        if (step == Step.CHEAPER || step == Step.DEARER) {
            pick(Move.TOP_PICK, offers.getFirst(), turn.facts.priced(offers.getFirst()), true);
        } else {
            pick(Move.TOP_PICK, offers.getFirst(), null, true);
        }
        if (offers.size() > 1) {
            Offer other = alternative(offers);
            pick(Move.ALTERNATIVE, other, advantage(offers.getFirst(), other), false);
        }
    }

    /** The one whose advantage over the first is plainest: cheaper, then better rated, then simply the second. */
    private static Offer alternative(List<Offer> offers) {
        Offer top = offers.getFirst();
        return offers.stream()
                .skip(1)
                .limit(3)
                .filter(o -> o.price().fen() * 10 < top.price().fen() * 9)
                .findFirst()
                .orElse(offers.get(1));
    }

    private Slot advantage(Offer top, Offer other) {
        if (other.price().compareTo(top.price()) < 0) {
            return turn.facts.priced(other);
        }
        Map<String, String> ours = Facts.stated(top);
        for (Attribute attribute : other.product().attributes()) {
            BigDecimal number = attribute.number();
            Optional<Attribute> same = top.product().attribute(attribute.name());
            if (number != null
                    && same.map(Attribute::number).isPresent()
                    && attribute.unit() != null
                    && attribute.unit().equals(same.get().unit())
                    && number.compareTo(same.get().number()) > 0) {
                return turn.facts.stated(other, attribute.name(), attribute.phrase());
            }
        }
        for (Attribute attribute : other.product().attributes()) {
            if (attribute.number() == null
                    && attribute.phrase().length() <= 16
                    && ours.containsKey(attribute.name())
                    && !attribute.phrase().equals(ours.get(attribute.name()))) {
                return turn.facts.stated(other, attribute.name(), attribute.phrase());
            }
        }
        return turn.facts.priced(other);
    }

    private void pick(Move move, Offer offer, @Nullable Slot first, boolean needed) {
        List<Slot> said = new ArrayList<>();
        if (first != null) {
            said.add(first);
        }
        bearing(offer).stream()
                .filter(slot -> said.stream().noneMatch(s -> java.util.Objects.equals(s.attribute(), slot.attribute())))
                .forEach(said::add);
        // A second product that shares the first one's facts is told by what else it has.
        List<Slot> fresh =
                said.stream().filter(slot -> !told.contains(slot.text())).toList();
        List<Slot> facts = fresh.isEmpty() ? said : fresh;
        facts.stream().limit(2).map(Slot::text).forEach(told::add);
        Optional<String> need = needed ? NeedPhrase.of(turn.demands, turn.tongue) : Optional.empty();
        turn.add(new Clause.Worded(
                move,
                turn.tongue.english() ? Language.EN : Language.ZH,
                turn.facts.name(offer),
                facts,
                need.map(Slot::need).orElse(null)));
    }

    /** The facts that bear on the need: what was demanded and holds, then price, then what else is known. */
    private List<Slot> bearing(Offer offer) {
        List<Slot> slots = new ArrayList<>();
        for (Check check : turn.catalog.check(offer, turn.demands)) {
            Constraint c = check.constraint();
            if (!check.holds() || c.attribute().equals(Constraint.CATEGORY) || c.operator() == Operator.NOT) {
                continue;
            }
            if (c.attribute().equals(Constraint.PRICE)) {
                slots.add(turn.facts.priced(offer));
            } else {
                String value = c.unit() == null && c.operator() == Operator.IS
                        ? c.value()
                        : Facts.valueOf(offer, c.attribute()).orElse("");
                if (!value.isBlank()) {
                    slots.add(turn.facts.stated(offer, c.attribute(), value));
                }
            }
        }
        slots.sort((a, b) -> Boolean.compare(a.kind() == Slot.Kind.PRICE, b.kind() == Slot.Kind.PRICE));
        if (slots.isEmpty() && offer.product().ratings() > 0 && offer.product().rating() >= 4.5) {
            slots.add(turn.facts.rating(offer));
        }
        if (slots.size() < 2 && slots.stream().noneMatch(s -> s.kind() == Slot.Kind.PRICE)) {
            slots.add(turn.facts.priced(offer));
        }
        return slots;
    }

    /** What was given up, and how the nearest fares on it. */
    private void nearest(List<Hit> hits) {
        Offer offer = hits.getFirst().offer();
        List<Check> failing =
                hits.getFirst().checks().stream().filter(c -> !c.holds()).toList();
        String whole = failing.stream()
                .map(c -> NeedPhrase.one(c.constraint(), turn.tongue))
                .distinct()
                .limit(3)
                .reduce((a, b) -> a + turn.tongue.of("、", ", ") + b)
                .orElse(turn.tongue.of("部分要求", "a part of the wishes"));
        turn.sayOneOf(
                List.of(
                        "没有完全符合的商品，放宽了“{}”这一条，下面是最接近的。",
                        "您的要求店里没有一款全部满足；放宽“{}”之后，最接近的是这些。",
                        "很抱歉，没有完全符合的。先不看“{}”，以下几款最接近。",
                        "全部满足的没有找到，这里不考虑“{}”，列出最接近的几款。"),
                List.of(
                        "Nothing meets everything; “{}” is given up here, and these come closest.",
                        "No product meets every wish. Without “{}” these are the nearest."),
                Slot.need(whole.length() > 80 ? turn.tongue.of("部分要求", "a part of the wishes") : whole));
        List<Slot> said = new ArrayList<>();
        for (Check check : failing) {
            String attribute = check.constraint().attribute();
            if (attribute.equals(Constraint.PRICE)) {
                said.add(turn.facts.priced(offer));
            } else if (attribute.equals(Constraint.BRAND) && offer.product().brand() != null) {
                said.add(turn.facts.stated(offer, attribute, offer.product().brand()));
            } else {
                Facts.valueOf(offer, attribute)
                        .filter(v -> v.length() <= 40)
                        .ifPresent(v -> said.add(turn.facts.stated(offer, attribute, v)));
            }
        }
        if (said.isEmpty()) {
            said.add(turn.facts.priced(offer));
        }
        turn.add(new Clause.Worded(
                Move.NEAREST, turn.tongue.english() ? Language.EN : Language.ZH, turn.facts.name(offer), said, null));
        loosen();
    }

    /** Chips that drop one demand and then lead to something. */
    private void loosen() {
        for (Constraint c : turn.demands) {
            if (c.attribute().equals(Constraint.CATEGORY)) {
                continue;
            }
            List<Constraint> without =
                    turn.demands.stream().filter(d -> !d.sameAs(c)).toList();
            if (turn.catalog.aggregate(without).count() > 0) {
                String label = turn.facts.label(c.attribute());
                turn.chip(
                        turn.tongue.of("不限" + label, "any " + label),
                        turn.tongue.of(label + "不限", "any " + label + " is fine"));
            }
        }
    }

    private void chips(List<Offer> offers, long total) {
        if (offers.size() > 1) {
            turn.chip(turn.tongue.of("前两款比一下", "compare the first two"));
        }
        if (turn.kind == Kind.CARDS) {
            Offer cheapest = turn.catalog.aggregate(turn.demands).cheapest();
            long shown = offers.stream().mapToLong(o -> o.price().fen()).min().orElse(0);
            if (cheapest != null && cheapest.price().fen() < shown) {
                turn.chip(turn.tongue.of("再便宜点的", "something cheaper"));
            }
            if (total > turn.seen.size()) {
                turn.chip(turn.tongue.of("还有别的吗", "show me more"));
            }
        }
        turn.chip(turn.tongue.of("第一个有什么优惠", "any discounts on the first one?"));
    }
}
