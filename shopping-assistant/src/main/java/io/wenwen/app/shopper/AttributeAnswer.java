package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Asked;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.core.dialogue.Slot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question about a product from what the catalogue states: yes with the value that proves it, no with what is stated
 * instead, or that it is not stated.
 */
final class AttributeAnswer {

    private static final Pattern DESCRIBE = Pattern.compile(
            "介绍|详细|详情|怎么样|咋样|如何|好不好|好用吗|好吗|值得|参数|说说|讲讲|\\b(?:details?|describe|tell me (?:more )?about|specs?|any good|how is)\\b");
    private static final Pattern FRAME = Pattern.compile(
            "第[一二三四五六七八九十\\d]+(?:个|款|件|种|条|双|只|台|本|瓶)?|最后一?(?:个|款|件|条|双|只|台|本)|(?:这|那|该|此)(?:一)?(?:个|款|件|种|条|双|只|台|本|瓶|些|几个|几款)?|它们?|请问|我想(?:问|知道)|想问|一下|"
                    + "是不是|能不能|可不可以|会不会|有没有|要不要|可以|能够|支持|具有|具备|带不带|是否|真的|还|都|也|吗|么|嘛|呢|呀|啊|吧|的话|的|了|不$|[能会是有带用要含]|[\\s\\p{P}]");
    private static final String NEGATIONS = "不无非免未勿忌禁没";
    private static final Set<String> YES = Set.of("是", "有", "支持", "可以", "能", "带", "yes");
    private static final Set<String> NO = Set.of("否", "无", "不支持", "不可以", "不能", "没有", "不带", "no");

    private final Turn turn;

    AttributeAnswer(Turn turn) {
        this.turn = turn;
    }

    /** Answers about each of the products, at most four. */
    void answer(List<Offer> offers) {
        List<Offer> few = offers.subList(0, Math.min(4, offers.size()));
        turn.facts.tellApart(few);
        boolean known = false;
        for (Offer offer : few) {
            known |= one(offer, few.size() > 1);
        }
        turn.kind = known ? Kind.ATTRIBUTE : Kind.UNKNOWN_ATTRIBUTE;
        if (!known) {
            turn.say(few.size() > 1 ? "需要的话可以转人工客服确认。" : "可以转人工客服帮您确认。", "A member of staff can check it for you.");
            turn.chip(turn.tongue.of("转人工", "talk to a person"));
        }
        turn.focusOn(few);
        turn.chip(turn.tongue.of("能用什么优惠", "any discounts on it?"));
        if (turn.shown.size() > 1) {
            turn.chip(turn.tongue.of("前两款比一下", "compare the first two"));
        }
    }

    private boolean one(Offer offer, boolean several) {
        Slot name = turn.facts.name(offer);
        boolean said = false;
        if (turn.has(Cue.PRICE_ASKED)) {
            price(offer, name);
            said = true;
        }
        if (turn.has(Cue.STOCK)) {
            stock(offer, name);
            said = true;
        }
        if (turn.has(Cue.REVIEWS)) {
            said |= reviews(offer, name);
        }
        if (turn.has(Cue.SALES)) {
            turn.say("{}{}。", "{}: {}.", name, turn.facts.sales(offer));
            said = true;
        }
        if (said) {
            return true;
        }
        List<Wanted> wanted = wanted(offer);
        for (Wanted w : wanted) {
            said |= property(offer, name, w);
        }
        if (said) {
            return true;
        }
        if (wanted.isEmpty()
                && !several
                && DESCRIBE.matcher(turn.message.toLowerCase(Locale.ROOT)).find()) {
            describe(offer, name);
            return true;
        }
        if (wanted.isEmpty() && byWords(offer, name)) {
            return true;
        }
        unknown(name);
        return false;
    }

    /** A property asked about; without a value the value itself is the question. */
    private record Wanted(String attribute, @Nullable String value) {}

    private List<Wanted> wanted(Offer offer) {
        Set<Wanted> wanted = new LinkedHashSet<>();
        for (Asked asked : turn.reading.asked()) {
            String value = asked.value();
            boolean inName = value != null
                    && offer.product().title().contains(value)
                    && turn.message.indexOf(value) == turn.message.lastIndexOf(value)
                    && NamedProducts.longestShared(turn.message, offer.product().title()) > value.length();
            if (!inName) {
                wanted.add(new Wanted(asked.attribute(), value));
            }
        }
        boolean pointing = !turn.has(Cue.YES_NO, Cue.VALUE, Cue.EXISTS);
        for (Constraint c : pointing ? List.<Constraint>of() : turn.reading.constraints()) {
            boolean names = c.attribute().equals(Constraint.CATEGORY)
                    || c.attribute().equals(Constraint.PRICE)
                    || (c.attribute().equals(Constraint.BRAND)
                            && c.value().equals(offer.product().brand()))
                    || offer.product().title().contains(c.value());
            if (!names && wanted.stream().noneMatch(w -> w.attribute().equals(c.attribute()))) {
                wanted.add(new Wanted(c.attribute(), c.unit() == null ? c.value() : null));
            }
        }
        boolean stated = wanted.stream()
                .anyMatch(w -> Facts.valueOf(offer, w.attribute()).isPresent());
        if (!stated) {
            Property.askedOf(offer, withoutName(offer).toLowerCase(Locale.ROOT))
                    .ifPresent(attribute -> wanted.add(new Wanted(attribute, null)));
        }
        List<Wanted> own = wanted.stream()
                .filter(w -> Facts.valueOf(offer, w.attribute()).isPresent())
                .toList();
        return List.copyOf(own.isEmpty() ? wanted : new LinkedHashSet<>(own));
    }

    private boolean property(Offer offer, Slot name, Wanted wanted) {
        String attribute = wanted.attribute();
        String value = wanted.value();
        List<String> options = Facts.optionValues(offer, attribute);
        if (!options.isEmpty()) {
            return option(offer, name, attribute, options, value);
        }
        Optional<String> stated = Facts.valueOf(offer, attribute);
        if (stated.isEmpty()) {
            return value != null && byValue(offer, name, value);
        }
        Slot fact = turn.facts.stated(offer, attribute, stated.get());
        if (value == null) {
            turn.sayOneOf(List.of("{}的{}。", "{}：{}。"), List.of("{}: {}."), name, fact);
            return true;
        }
        return yesOrNo(offer, name, attribute, stated.get(), value);
    }

    private boolean yesOrNo(Offer offer, Slot name, String attribute, String stated, String value) {
        Slot fact = turn.facts.stated(offer, attribute, stated);
        if (NO.contains(stated)) {
            turn.say("不是的，{}的{}。", "No. {}: {}.", name, fact);
        } else if (YES.contains(stated) || holds(stated, value)) {
            turn.sayOneOf(List.of("是的，{}的{}。", "可以的，{}的{}。"), List.of("Yes. {}: {}."), name, fact);
        } else if (byValue(offer, name, value)) {
            return true;
        } else {
            turn.sayOneOf(
                    List.of("商品资料里没有这样写，{}的{}。", "不是的，目录里写的是：{}的{}。"),
                    List.of("The catalogue does not say so. {}: {}."),
                    name,
                    fact);
        }
        return true;
    }

    /** True if the stated values affirm the word: 防水、防风 affirms 防水, 不防水 does not. */
    private static boolean holds(String stated, String value) {
        for (int at = stated.indexOf(value); at >= 0; at = stated.indexOf(value, at + 1)) {
            if (!negated(stated, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean negated(String stated, int at) {
        return at > 0
                && (NEGATIONS.indexOf(stated.charAt(at - 1)) >= 0
                        || (at > 1
                                && "可能宜会应".indexOf(stated.charAt(at - 1)) >= 0
                                && NEGATIONS.indexOf(stated.charAt(at - 2)) >= 0));
    }

    private boolean option(Offer offer, Slot name, String attribute, List<String> options, @Nullable String value) {
        String all = String.join(turn.tongue.of("、", ", "), options);
        Slot fact = turn.facts.value(offer, attribute, all);
        if (value == null) {
            turn.say("{}的" + turn.facts.label(attribute) + "有{}。", "{} comes in {}.", name, fact);
        } else if (options.contains(value)) {
            turn.say("有的，{}的" + turn.facts.label(attribute) + "有{}。", "Yes, {} comes in {}.", name, fact);
        } else {
            turn.say("没有，{}的" + turn.facts.label(attribute) + "只有{}。", "No, {} only comes in {}.", name, fact);
        }
        return true;
    }

    /** The word asked about, found among all that is stated, whatever the attribute is called. */
    private boolean byValue(Offer offer, Slot name, String word) {
        for (Map.Entry<String, String> entry : Facts.stated(offer).entrySet()) {
            String stated = entry.getValue();
            int at = stated.indexOf(word);
            boolean named = entry.getKey().contains(word);
            if (at < 0 && !(named && (YES.contains(stated) || NO.contains(stated)))) {
                continue;
            }
            Slot fact = turn.facts.stated(offer, entry.getKey(), stated);
            boolean yes = at >= 0 ? holds(stated, word) : YES.contains(stated);
            turn.say(yes ? "是的，{}的{}。" : "不是的，{}的{}。", yes ? "Yes. {}: {}." : "No. {}: {}.", name, fact);
            return true;
        }
        return byName(offer, name, word);
    }

    /** 防水 asked, 防水等级 3ATM stated: what is stated is said, and whether that is a yes is the shopper's to judge. */
    private boolean byName(Offer offer, Slot name, String word) {
        for (Map.Entry<String, String> entry : Facts.stated(offer).entrySet()) {
            if (word.length() >= 2 && entry.getKey().contains(word)) {
                turn.say("{}的{}。", "{}: {}.", name, turn.facts.stated(offer, entry.getKey(), entry.getValue()));
                return true;
            }
        }
        return false;
    }

    /** Looks the question's own words up among what is stated: 能机洗吗 finds 洗涤方式=可机洗. */
    private boolean byWords(Offer offer, Slot name) {
        String core = FRAME.matcher(withoutName(offer)).replaceAll("");
        if (core.length() < 1 || core.length() > 12) {
            return false;
        }
        for (int length = core.length(); length >= Math.min(2, core.length()); length--) {
            for (int from = 0; from + length <= core.length(); from++) {
                String word = core.substring(from, from + length);
                boolean oneSign = length == 1
                        && turn.catalog.lexicon().values().values().stream().noneMatch(v -> v.contains("无" + word));
                if (!oneSign && byValue(offer, name, word)) {
                    return true;
                }
            }
        }
        return byName(offer, name, core);
    }

    /** The message less the product's name, whose words are no question. */
    private String withoutName(Offer offer) {
        String message = turn.message;
        String title = offer.product().title();
        int longest = NamedProducts.longestShared(message, title);
        for (int from = 0; longest >= 4 && from + longest <= message.length(); from++) {
            if (title.contains(message.substring(from, from + longest))) {
                return message.substring(0, from) + message.substring(from + longest);
            }
        }
        return message;
    }

    private void unknown(Slot name) {
        turn.sayOneOf(
                List.of("{}的商品资料里没有写这一点，我不能替商家下结论。", "这一点{}的商品资料里没有写，所以我不好说。", "{}：商品资料里没有写您问的这一项。"),
                List.of(
                        "The product information of {} does not say.",
                        "{}: the catalogue does not say, so I cannot tell."),
                name);
    }

    private void price(Offer offer, Slot name) {
        if (offer.price().compareTo(offer.sku().price()) < 0) {
            turn.say(
                    "{}现在{}，原价{}。",
                    "{} is {} now, down from {}.",
                    name,
                    turn.facts.price(offer),
                    turn.facts.listPrice(offer));
        } else {
            turn.say("{}的价格是{}。", "{} costs {}.", name, turn.facts.price(offer));
        }
    }

    private void stock(Offer offer, Slot name) {
        if (offer.sku().stock() > 0) {
            turn.say("{}有货，目前库存{}件。", "{} is in stock: {} pieces.", name, turn.facts.stock(offer));
        } else {
            turn.say("{}目前没有现货。", "{} is out of stock.", name);
        }
    }

    private boolean reviews(Offer offer, Slot name) {
        if (offer.product().ratings() == 0) {
            turn.say("{}还没有买家评分。", "{} has no ratings yet.", name);
            return true;
        }
        Slot people = new Slot(
                Slot.Kind.COUNT,
                Facts.sku(offer),
                "ratings",
                Integer.toString(offer.product().ratings()),
                Integer.toString(offer.product().ratings()),
                Facts.source(offer, "ratings"));
        turn.say("{}{}，共{}人评价。", "{} is {} by {} buyers.", name, turn.facts.rating(offer), people);
        return true;
    }

    private void describe(Offer offer, Slot name) {
        List<Slot> slots = new ArrayList<>(List.of(name));
        Facts.stated(offer).entrySet().stream()
                .filter(e -> e.getValue().length() <= 40)
                .limit(4)
                .forEach(e -> slots.add(turn.facts.stated(offer, e.getKey(), e.getValue())));
        slots.add(turn.facts.priced(offer));
        if (offer.product().ratings() > 0) {
            slots.add(turn.facts.rating(offer));
        }
        String rest = turn.tongue.of("，{}", "; {}").repeat(slots.size() - 2);
        turn.say("{}：{}" + rest + "。", "{}: {}" + rest + ".", slots.toArray(Slot[]::new));
    }
}
