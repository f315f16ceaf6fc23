package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.query.Asked;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.core.dialogue.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Sets products side by side, what differs first. */
final class ComparisonAnswer {

    private static final int MOST_PRODUCTS = 5;
    private static final int SAID = 4;
    private static final String NONE = "—";

    private final Turn turn;

    ComparisonAnswer(Turn turn) {
        this.turn = turn;
    }

    void answer(List<Offer> offers) {
        List<Offer> compared = offers.subList(0, Math.min(MOST_PRODUCTS, offers.size()));
        turn.kind = Kind.COMPARISON;
        turn.focusOn(compared);
        turn.facts.tellApart(compared);
        List<TurnEvent.CompareRow> rows = rows(compared);
        turn.send(new TurnEvent.Compare(
                compared.stream().map(Facts::sku).toList(),
                compared.stream().map(o -> o.product().title()).toList(),
                rows));
        turn.cards = compared.stream().map(Facts::sku).toList();
        prices(compared);
        List<String> asked = asked(compared);
        List<String> said = new ArrayList<>(asked);
        rows.stream()
                .filter(TurnEvent.CompareRow::differs)
                .map(TurnEvent.CompareRow::attribute)
                .filter(a -> !said.contains(a)
                        && compared.stream()
                                        .filter(o -> Facts.stated(o).containsKey(a))
                                        .count()
                                > 1)
                .forEach(said::add);
        said.stream().limit(SAID).forEach(attribute -> one(compared, attribute));
        if (said.isEmpty()) {
            turn.say("商品资料里写明的其他属性，它们都一样。", "In everything else the catalogue states they are the same.");
        }
        if (asked.isEmpty() && wantsUnknown()) {
            turn.say("您问的这一点，商品资料里没有写。", "What you ask about is not stated in the catalogue.");
        }
        turn.chip(turn.tongue.of("便宜的那个有什么优惠", "any discounts on the cheaper one?"));
        turn.chip(turn.tongue.of("还有别的吗", "show me more"));
    }

    private void prices(List<Offer> offers) {
        List<Slot> slots = new ArrayList<>();
        for (Offer offer : offers) {
            slots.add(turn.facts.name(offer));
            slots.add(turn.facts.price(offer));
        }
        String each = turn.tongue.of("{}是{}", "{} costs {}");
        String joined = String.join(turn.tongue.of("，", ", "), java.util.Collections.nCopies(offers.size(), each));
        turn.say("价格上，" + joined + "。", joined + ".", slots.toArray(Slot[]::new));
    }

    /** One attribute across the products, each with its own value. */
    private void one(List<Offer> offers, String attribute) {
        List<Slot> slots = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Offer offer : offers) {
            slots.add(turn.facts.name(offer));
            Optional<String> value = value(offer, attribute).filter(v -> v.length() <= 60);
            if (value.isPresent()) {
                slots.add(turn.facts.value(offer, attribute, value.get()));
                parts.add(turn.tongue.of("{}是{}", "{}: {}"));
            } else {
                parts.add(turn.tongue.of("{}没有写", "{}: not stated"));
            }
        }
        String label = turn.facts.label(attribute);
        turn.say(
                label + "方面，" + String.join("，", parts) + "。",
                label + " — " + String.join(", ", parts) + ".",
                slots.toArray(Slot[]::new));
    }

    /** What the message wants compared: 哪个更轻 is about weight. */
    private List<String> asked(List<Offer> offers) {
        Set<String> asked = new LinkedHashSet<>();
        turn.reading.asked().stream().map(Asked::attribute).forEach(asked::add);
        turn.reading.constraints().stream()
                .map(Constraint::attribute)
                .filter(a -> !Set.of(Constraint.CATEGORY, Constraint.BRAND, Constraint.PRICE)
                        .contains(a))
                .forEach(asked::add);
        Optional.ofNullable(turn.reading.sort()).map(s -> s.attribute()).ifPresent(asked::add);
        String message = turn.message.toLowerCase(Locale.ROOT);
        offers.stream()
                .flatMap(o -> Facts.stated(o).keySet().stream())
                .filter(a -> a.length() <= 8 && NamedProducts.longestShared(a, message) >= 2)
                .filter(a -> !a.startsWith("适"))
                .forEach(asked::add);
        if (asked.isEmpty()) {
            offers.forEach(offer -> Property.askedOf(offer, message).ifPresent(asked::add));
            Comparative.in(message)
                    .ifPresent(c -> offers.stream()
                            .map(c::attributeOf)
                            .flatMap(Optional::stream)
                            .forEach(asked::add));
        }
        asked.removeIf(a -> offers.stream().noneMatch(o -> value(o, a).isPresent()));
        return List.copyOf(asked);
    }

    private boolean wantsUnknown() {
        return !turn.reading.asked().isEmpty();
    }

    /** An option's values over all SKUs, else what is stated. */
    private static Optional<String> value(Offer offer, String attribute) {
        List<String> options = Facts.optionValues(offer, attribute);
        return options.isEmpty() ? Facts.valueOf(offer, attribute) : Optional.of(String.join("、", options));
    }

    private List<TurnEvent.CompareRow> rows(List<Offer> offers) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put(
                turn.tongue.of("价格", "price"),
                offers.stream().map(o -> turn.facts.money(o.price())).toList());
        table.put(
                turn.tongue.of("评分", "rating"),
                offers.stream()
                        .map(o -> o.product().ratings() > 0
                                ? Facts.rounded(o.product().rating())
                                : NONE)
                        .toList());
        table.put(
                turn.tongue.of("近30天销量", "sold in 30 days"),
                offers.stream().map(o -> Long.toString(o.product().sales())).toList());
        if (offers.stream().anyMatch(o -> o.product().brand() != null)) {
            table.put(
                    turn.facts.label(Constraint.BRAND),
                    offers.stream()
                            .map(o -> Objects.requireNonNullElse(o.product().brand(), NONE))
                            .toList());
        }
        Set<String> names = new LinkedHashSet<>();
        offers.forEach(o -> names.addAll(Facts.stated(o).keySet()));
        names.stream()
                .limit(40)
                .forEach(name -> table.put(
                        name,
                        offers.stream().map(o -> value(o, name).orElse(NONE)).toList()));
        List<TurnEvent.CompareRow> rows = new ArrayList<>();
        table.forEach((name, values) -> rows.add(new TurnEvent.CompareRow(
                name, values, values.stream().distinct().count() > 1)));
        rows.sort(java.util.Comparator.comparing((TurnEvent.CompareRow row) -> !row.differs()));
        return rows;
    }

    /** The larger or smaller of one quantity. */
    static Optional<BigDecimal> amount(Offer offer, String attribute) {
        return offer.product().attribute(attribute).map(Attribute::number);
    }
}
