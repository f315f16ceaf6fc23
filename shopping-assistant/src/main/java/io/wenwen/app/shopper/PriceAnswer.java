package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.price.Basket;
import io.wenwen.catalog.price.BasketLine;
import io.wenwen.catalog.price.Eligibility;
import io.wenwen.catalog.price.Entitlements;
import io.wenwen.catalog.price.Fillers;
import io.wenwen.catalog.price.Kind;
import io.wenwen.catalog.price.Pricer;
import io.wenwen.catalog.price.PricingException;
import io.wenwen.catalog.price.Quote;
import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.price.Terms;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.core.dialogue.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what goods cost together and why; every amount comes out of the price engine with a certificate. */
final class PriceAnswer {

    private static final int CANDIDATES = 20;

    private final Turn turn;
    private final Pricer pricer = new Pricer();
    private final Instant now = Instant.now();

    PriceAnswer(Turn turn) {
        this.turn = turn;
    }

    /** "这几样一起买最低多少". */
    boolean total(Map<String, Integer> pieces) {
        Optional<Quote> quote = quote(lines(pieces));
        quote.ifPresent(q -> {
            begin(pieces);
            card(q);
            sum(q);
        });
        return quote.isPresent();
    }

    /** "退一件能退多少". */
    boolean refund(Map<String, Integer> held, Map<String, Integer> returned) {
        List<BasketLine> lines = lines(held);
        Map<String, Integer> back = new HashMap<>();
        for (BasketLine line : lines) {
            int some = Math.min(line.pieces(), returned.getOrDefault(line.sku(), 0));
            if (some > 0) {
                back.put(line.id(), some);
            }
        }
        if (lines.isEmpty() || back.isEmpty()) {
            return false;
        }
        Quote quote = pricer.best(basket(lines).withReturns(back));
        Long refund = quote.refund();
        begin(held);
        turn.say(
                "按实付分摊，退这部分能退回{}；运费不退。留下的部分优惠照旧。",
                "By its share of what was paid, this gives back {}; freight is not refunded.",
                money(quote, refund == null ? 0 : refund));
        return true;
    }

    /** "双11定金怎么付". */
    boolean deposit(Map<String, Integer> pieces) {
        List<BasketLine> lines = new ArrayList<>();
        Rule presale = null;
        for (BasketLine line : lines(pieces)) {
            Rule rule = turn.catalog.rules().rules().stream()
                    .filter(r -> r.kind() == Kind.PRESALE && r.coverage().covers(line))
                    .filter(r ->
                            r.terms() instanceof Terms.Presale p && p.deposit().contains(now))
                    .filter(r -> r.window().contains(now))
                    .findFirst()
                    .orElse(null);
            presale = presale == null ? rule : presale;
            lines.add(
                    rule == null
                            ? line
                            : new BasketLine(
                                    line.id(),
                                    line.sku(),
                                    line.product(),
                                    line.shop(),
                                    line.category(),
                                    line.unitFen(),
                                    line.pieces(),
                                    rule.id()));
        }
        Optional<Quote> quote = quote(lines);
        if (quote.isEmpty()) {
            return false;
        }
        begin(pieces);
        if (presale == null || !(presale.terms() instanceof Terms.Presale terms)) {
            turn.say("这款现在没有定金预售，下单时一次付清。", "There is no deposit presale for it now; it is paid in one go.");
            return true;
        }
        Quote q = quote.get();
        card(q);
        turn.say(
                "现在付定金{}，可抵{}；付尾款时再付{}，已算上那时能用的优惠。定金不参与其他优惠。",
                "Pay a deposit of {} now, worth {}; the balance of {} comes later, promotions included.",
                money(q, q.deposit()),
                money(q, terms.worthFen() * q.lines().getFirst().line().pieces()),
                money(q, q.balance()));
        return true;
    }

    /** "还差多少能减50", "还差多少包邮". */
    boolean gap(Map<String, Integer> pieces, String text) {
        Optional<Quote> quote = quote(lines(pieces));
        if (quote.isEmpty()) {
            return false;
        }
        Quote q = quote.get();
        if (text.contains("包邮") || text.contains("运费")) {
            return freightGap(pieces, q);
        }
        Rule rule = asked(q).named(text).or(asked(q)::nearestMissed).orElse(null);
        if (rule == null) {
            return false;
        }
        begin(pieces);
        long missing = RuleAsked.threshold(rule) - asked(q).measure(rule);
        if (missing > 0) {
            turn.say("还差{}就能用{}。", "Another {} and it applies: {}.", money(q, missing), ruleSlot(rule));
        } else {
            turn.say("已经达到了：{}。", "It is reached: {}.", ruleSlot(rule));
        }
        return true;
    }

    private boolean freightGap(Map<String, Integer> pieces, Quote q) {
        for (Rule rule : q.basket().rules()) {
            if (rule.terms() instanceof Terms.Freight freight && freight.freeFromFen() != null) {
                begin(pieces);
                long missing = freight.freeFromFen() - q.goods();
                if (missing > 0) {
                    turn.say(
                            "现在实付{}，还差{}就包邮，不到的话运费{}。",
                            "It comes to {}; another {} and delivery is free, else it costs {}.",
                            money(q, q.goods()),
                            money(q, missing),
                            money(q, freight.feeFen()));
                } else {
                    turn.say("已经包邮了，不收运费。", "Delivery is free already.");
                }
                return true;
            }
        }
        return false;
    }

    /** "怎么凑单最划算". */
    boolean filler(Map<String, Integer> pieces) {
        Optional<Quote> quote = quote(lines(pieces));
        if (quote.isEmpty()) {
            return false;
        }
        Quote q = quote.get();
        Optional<Rule> missed = asked(q).nearestMissed();
        begin(pieces);
        if (missed.isEmpty()) {
            card(q);
            turn.say("能用的优惠都已经用上了，不需要凑单。", "Everything that applies is used; nothing needs to be added.");
            return true;
        }
        Rule rule = missed.get();
        long missing = RuleAsked.threshold(rule) - asked(q).measure(rule);
        turn.say("再凑{}就能用{}。", "Another {} and it applies: {}.", money(q, missing), ruleSlot(rule));
        Optional<Fillers.Filler> best = candidates(rule, q, missing);
        best.ifPresent(f -> turn.catalog
                .offer(new SkuId(f.line().sku()))
                .ifPresent(offer -> turn.say(
                        "比如加一件{}（{}），整单只多付{}；之后要是单退它，能退{}。",
                        "For example {} ({}): the whole costs only {} more; sent back alone it returns {}.",
                        turn.facts.name(offer),
                        turn.facts.price(offer),
                        money(f.with(), Math.max(0, f.marginal())),
                        money(f.with(), f.refund()))));
        return true;
    }

    private Optional<Fillers.Filler> candidates(Rule rule, Quote q, long missing) {
        List<BasketLine> near = new ArrayList<>();
        turn.catalog.products().stream()
                .map(p -> turn.catalog.offer(p.id()))
                .flatMap(Optional::stream)
                .filter(o -> o.sku().stock() > 0 && o.price().fen() >= missing)
                .filter(o -> q.lines().stream().noneMatch(l -> l.line().sku().equals(Facts.sku(o))))
                .map(o -> RuleBook.line("filler", o.product(), o.sku(), 1))
                .filter(rule.coverage()::covers)
                .sorted(Comparator.comparingLong(BasketLine::unitFen).thenComparing(BasketLine::sku))
                .limit(CANDIDATES)
                .forEach(near::add);
        return new Fillers(pricer).useful(q.basket(), near).stream().findFirst();
    }

    /** "加上猫条等于多花多少". */
    boolean marginal(Map<String, Integer> before, Map<String, Integer> added) {
        Map<String, Integer> both = new LinkedHashMap<>(before);
        both.putAll(added);
        Optional<Quote> with = quote(lines(both));
        Optional<Quote> without = quote(lines(before));
        if (with.isEmpty() || without.isEmpty() || both.equals(before)) {
            return false;
        }
        long more = with.get().payable() - without.get().payable();
        begin(both);
        card(with.get());
        if (more >= 0) {
            turn.say("加上它整单只多付{}。", "With it the whole costs {} more.", money(with.get(), more));
        } else {
            turn.say("加上它整单反而少付{}。", "With it the whole costs {} less.", money(with.get(), -more));
        }
        sum(with.get());
        return true;
    }

    /** "这个券能用吗，为什么不能". */
    boolean usable(Map<String, Integer> pieces, String text) {
        Optional<Quote> quote = quote(lines(pieces));
        if (quote.isEmpty()) {
            return false;
        }
        Quote q = quote.get();
        Optional<Rule> asked = text.contains("会员价") ? asked(q).memberPrice() : asked(q).named(text);
        if (asked.isEmpty()) {
            return false;
        }
        begin(pieces);
        card(q);
        why(asked.get(), q);
        sum(q);
        return true;
    }

    private void why(Rule rule, Quote q) {
        boolean covers = q.basket().lines().stream().anyMatch(rule.coverage()::covers);
        boolean used = q.applied().stream().anyMatch(a -> a.rule().id().equals(rule.id()));
        long missing = RuleAsked.threshold(rule) - asked(q).measure(rule);
        Eligibility reason = covers ? Eligibility.reason(rule, q.basket()) : Eligibility.NO_LINE;
        if (used) {
            turn.say("能用：{}。", "Yes: {}.", ruleSlot(rule));
        } else if (reason == Eligibility.NO_LINE) {
            turn.say("用不了：{}不包含这里的商品。", "No: {} does not cover these goods.", ruleSlot(rule));
        } else if (reason == Eligibility.TIER) {
            turn.say(
                    "不能按会员价买，会员价只给对应等级的会员；现价一件{}。",
                    "Member prices are for members of that tier only; one piece is {} now.",
                    money(
                            q,
                            q.lines().getFirst().item()
                                    / q.lines().getFirst().line().pieces()));
        } else if (reason != null) {
            turn.say("现在用不了：{}。", "It cannot be used now: {}.", ruleSlot(rule));
        } else if (missing > 0) {
            turn.say("还不能用：{}，现在还差{}。", "Not yet: {}; another {} is missing.", ruleSlot(rule), money(q, missing));
        } else {
            turn.say(
                    "不用它更省：{}用上以后，别的优惠就用不了或不够门槛了。",
                    "It is cheaper without it: with {} others no longer apply.",
                    ruleSlot(rule));
        }
    }

    private RuleAsked asked(Quote quote) {
        return new RuleAsked(turn.catalog.rules(), quote);
    }

    private void begin(Map<String, Integer> pieces) {
        turn.kind = io.wenwen.app.shopper.Kind.OFFER;
        turn.nextBasket = pieces;
        List<Offer> offers = new ArrayList<>();
        pieces.keySet().forEach(sku -> turn.catalog.offer(new SkuId(sku)).ifPresent(offers::add));
        turn.focusOn(offers);
        turn.facts.tellApart(offers);
    }

    /** The sum in words: what was used, freight, what is paid; a sum that is not proven to be the lowest is not called so. */
    private void sum(Quote q) {
        String lowest = q.proof().proven() ? "按现有优惠最低{}" : "按现有优惠，目前找到的最低是{}";
        String english = q.proof().proven() ? "The lowest sum is {}" : "The lowest sum found is {}";
        if (q.freight() > 0) {
            turn.say(
                    lowest + "，其中运费{}。",
                    english + ", {} of it for delivery.",
                    money(q, q.payable()),
                    money(q, q.freight()));
        } else {
            turn.say(lowest + "。", english + ".", money(q, q.payable()));
        }
        if (!q.applied().isEmpty()) {
            List<Slot> slots = q.applied().stream().map(a -> ruleSlot(a.rule())).toList();
            String each = String.join(turn.tongue.of("、", ", "), java.util.Collections.nCopies(slots.size(), "{}"));
            turn.say("用到了：" + each + "。", "Used: " + each + ".", slots.toArray(Slot[]::new));
        }
    }

    private void card(Quote q) {
        turn.send(PriceCard.of(q, turn.facts));
    }

    private List<BasketLine> lines(Map<String, Integer> pieces) {
        List<BasketLine> lines = new ArrayList<>();
        pieces.forEach((sku, n) -> turn.catalog
                .offer(new SkuId(sku))
                .ifPresent(o -> lines.add(RuleBook.line("l" + (10 + lines.size()), o.product(), o.sku(), n))));
        return lines;
    }

    private Basket basket(List<BasketLine> lines) {
        return turn.catalog.rules().basket(lines, Entitlements.NONE, now, now);
    }

    private Optional<Quote> quote(List<BasketLine> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(pricer.best(basket(lines)));
        } catch (PricingException e) {
            return Optional.empty();
        }
    }

    private Slot ruleSlot(Rule rule) {
        String text = turn.facts.ruleText(rule);
        return new Slot(Slot.Kind.PROMOTION, null, "promotion", text, text, "rule:" + rule.id() + "@" + rule.version());
    }

    private Slot money(@Nullable Quote q, long fen) {
        String text = turn.facts.money(new Money(fen));
        String source =
                q == null ? "price" : "certificate:" + q.certificate().id().substring(0, 16);
        return new Slot(Slot.Kind.PRICE, null, "price", text, text, source);
    }
}
