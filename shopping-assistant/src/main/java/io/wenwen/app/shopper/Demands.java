package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is demanded so far, when a new message comes: which earlier demands go on, which are replaced, which end.
 *
 * <p>A new category starts a new need unless the message says 也 or 一样; a narrower category of the same branch does not.
 */
final class Demands {

    private static final Pattern UNLIMITED = Pattern.compile(
            "(价格|价钱|预算|价位|品牌|牌子|颜色|尺码|尺寸|材质|款式|风格|容量|[\\p{IsHan}]{2,5}?)(?:都)?(?:不限|随便|无所谓|都行|都可以|不重要|不挑|不讲究|没要求|没有要求|不用管|贵点也行)"
                    + "|不限(价格|预算|品牌|牌子|颜色|尺码|尺寸|材质|款式|风格|容量)"
                    + "|any (price|budget|brand|colou?r|size|material)|(price|budget|brand|colou?r|size|material) (?:doesn't|does not) matter|no (budget|brand|colou?r|size) (?:limit|preference)");
    private static final Pattern BARE_AMOUNT = Pattern.compile(
            "^\\D{0,4}?(\\d{1,7}(?:\\.\\d{1,2})?)(?:块钱?|元|rmb|yuan)?(?:的|左右的|以内的)?(?:呢|有吗|有没有|行吗)?[?？。!！]?$");
    private static final Pattern FORGET = Pattern.compile(
            "^(?:算了|重新(?:来|开始|找)|换个(?:话题|东西|别的|品类)|不要了|清空|从头来)|\\bstart over\\b|\\bnever ?mind\\b|\\breset\\b");

    private final Catalog catalog;

    Demands(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param fresh the message starts a new need */
    record Merged(List<Constraint> all, boolean fresh, Set<String> dropped) {}

    Merged merge(List<Constraint> earlier, Reading reading, String message) {
        List<Constraint> said = reading.constraints();
        Set<String> dropped = unlimited(message);
        boolean fresh = FORGET.matcher(message.toLowerCase(Locale.ROOT)).find() || earlier.isEmpty();
        List<Constraint> kept = new ArrayList<>();
        Optional<String> category = reading.category();
        Optional<String> before = categoryOf(earlier);
        boolean broader = false;
        if (!fresh
                && category.isPresent()
                && before.isPresent()
                && !category.get().equals(before.get())) {
            broader = within(before.get(), category.get());
            fresh = !broader && !within(category.get(), before.get()) && !reading.also();
        }
        if (!fresh) {
            boolean another = category.isPresent() && !broader;
            for (Constraint c : earlier) {
                boolean replaced = c.attribute().equals(Constraint.CATEGORY) && c.operator() == Operator.IS
                        ? another
                        : said.stream().anyMatch(s -> ends(s, c, reading.replaces()));
                boolean foreign = another && reading.also() && !before.equals(category) && !carries(category.get(), c);
                if (!replaced && !foreign && !dropped.contains(c.attribute())) {
                    kept.add(new Constraint(c.attribute(), c.operator(), c.value(), c.unit(), null));
                }
            }
        }
        for (Constraint s : said) {
            boolean known = kept.stream().anyMatch(s::sameAs);
            boolean wider = broader && s.attribute().equals(Constraint.CATEGORY) && s.operator() == Operator.IS;
            if (!known && !wider) {
                kept.add(s);
            }
        }
        return new Merged(List.copyOf(kept.subList(0, Math.min(Conversation.LONGEST, kept.size()))), fresh, dropped);
    }

    /** A bare amount where a price was demanded before: 500的呢. */
    static Optional<Constraint> amount(List<Constraint> earlier, Reading reading, String message) {
        Matcher bare = BARE_AMOUNT.matcher(message.strip().toLowerCase(Locale.ROOT));
        if (!bare.matches()
                || reading.constraints().stream().anyMatch(c -> c.attribute().equals(Constraint.PRICE))
                || earlier.isEmpty()) {
            return Optional.empty();
        }
        Operator operator = earlier.stream()
                .filter(c -> c.attribute().equals(Constraint.PRICE))
                .map(Constraint::operator)
                .reduce((a, b) -> b)
                .orElse(Operator.ABOUT);
        return Optional.of(new Constraint(
                Constraint.PRICE,
                operator,
                new BigDecimal(bare.group(1)).stripTrailingZeros().toPlainString(),
                "元",
                new Constraint.Span(bare.start(1), bare.end(1))));
    }

    /** One 分 below the cheapest of these. */
    static Constraint cheaperThan(List<Offer> offers) {
        long fen = offers.stream().mapToLong(o -> o.price().fen()).min().orElseThrow();
        return price(Operator.AT_MOST, Math.max(0, fen - 1));
    }

    /** One 分 above the dearest of these. */
    static Constraint dearerThan(List<Offer> offers) {
        long fen = offers.stream().mapToLong(o -> o.price().fen()).max().orElseThrow();
        return price(Operator.AT_LEAST, fen + 1);
    }

    private static Constraint price(Operator operator, long fen) {
        return new Constraint(
                Constraint.PRICE,
                operator,
                BigDecimal.valueOf(fen, 2).stripTrailingZeros().toPlainString(),
                "元",
                null);
    }

    /** The demands with one more, which ends those it contradicts or tightens. */
    List<Constraint> with(List<Constraint> demands, Constraint added) {
        List<Constraint> all = new ArrayList<>();
        demands.stream().filter(c -> !ends(added, c, false)).forEach(all::add);
        all.add(added);
        return List.copyOf(all);
    }

    static Optional<String> categoryOf(List<Constraint> demands) {
        return demands.stream()
                .filter(c -> c.attribute().equals(Constraint.CATEGORY) && c.operator() == Operator.IS)
                .map(Constraint::value)
                .findFirst();
    }

    /** True if {@code narrow} lies below {@code wide} on some product's path. */
    boolean within(String narrow, String wide) {
        return catalog.products().stream().anyMatch(p -> {
            int w = p.category().indexOf(wide);
            return w >= 0 && p.category().lastIndexOf(narrow) > w;
        });
    }

    /** True if products of the category state the attribute at all. */
    private boolean carries(String category, Constraint c) {
        return switch (c.attribute()) {
            case Constraint.PRICE -> true;
            case Constraint.CATEGORY -> false;
            case Constraint.BRAND ->
                catalog.products().stream()
                        .anyMatch(
                                p -> c.value().equals(p.brand()) && p.category().contains(category));
            default ->
                catalog.products().stream()
                        .filter(p -> p.category().contains(category))
                        .anyMatch(p -> p.attribute(c.attribute()).isPresent()
                                || p.skus().getFirst().options().containsKey(c.attribute()));
        };
    }

    /** Whether the demand just said ends an earlier one. */
    private boolean ends(Constraint said, Constraint earlier, boolean replaces) {
        if (!said.attribute().equals(earlier.attribute())) {
            return false;
        }
        if (said.sameAs(earlier)) {
            return true;
        }
        if (said.unit() != null && earlier.unit() != null) {
            return quantityEnds(said, earlier);
        }
        boolean saidNot = said.operator() == Operator.NOT;
        boolean earlierNot = earlier.operator() == Operator.NOT;
        if (saidNot && earlierNot) {
            return false;
        }
        if (saidNot != earlierNot) {
            return said.value().equals(earlier.value());
        }
        return replaces || !several(said.attribute());
    }

    /** Limits of one side replace each other; two sides stand together while they leave room. */
    private static boolean quantityEnds(Constraint said, Constraint earlier) {
        Operator a = said.operator();
        Operator b = earlier.operator();
        boolean sides =
                (a == Operator.AT_MOST && b == Operator.AT_LEAST) || (a == Operator.AT_LEAST && b == Operator.AT_MOST);
        if (!sides) {
            return true;
        }
        try {
            int order = new BigDecimal(said.value()).compareTo(new BigDecimal(earlier.value()));
            return a == Operator.AT_MOST ? order < 0 : order > 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** True for attributes of which a product has several values at once (功能), so that one more demand is one more. */
    private boolean several(String attribute) {
        return catalog.products().stream()
                .limit(20_000)
                .anyMatch(p -> p.attribute(attribute)
                        .filter(a -> a.values().size() > 1)
                        .isPresent());
    }

    private Set<String> unlimited(String message) {
        Set<String> dropped = new HashSet<>();
        Matcher any = UNLIMITED.matcher(message.toLowerCase(Locale.ROOT));
        while (any.find()) {
            for (int i = 1; i <= any.groupCount(); i++) {
                if (any.group(i) != null) {
                    dropped.addAll(attributesCalled(any.group(i)));
                }
            }
        }
        return dropped;
    }

    private Set<String> attributesCalled(String word) {
        return switch (word) {
            case "价格", "价钱", "预算", "价位", "price", "budget" -> Set.of(Constraint.PRICE);
            case "品牌", "牌子", "brand" -> Set.of(Constraint.BRAND);
            case "color", "colour" -> Set.of("颜色");
            case "size" -> Set.of("尺码", "尺寸", "鞋码");
            case "material" -> Set.of("材质", "面料");
            default -> {
                Set<String> known = new HashSet<>(Set.of(word));
                catalog.lexicon().values().keySet().stream()
                        .filter(name -> word.endsWith(name))
                        .forEach(known::add);
                yield known;
            }
        };
    }
}
