package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.QuestionForm;
import io.wenwen.catalog.query.Sort;
import io.wenwen.service.policy.Policies;
import io.wenwen.service.policy.PolicyTopic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides what a message is: an order that is not followed, talk, a question about the shop, about products shown, about all
 * products, or a need. The order of the questions asked here is the order of that list: what could do harm first, a need last.
 */
final class Router {

    private static final Pattern WHOLE_SHOP =
            Pattern.compile("店里|全店|整个店|你们店|全场|店内|本店|你们家|in (?:the|your) (?:whole )?(?:shop|store)|overall");
    private static final Pattern SHOP_PROMOTIONS = Pattern.compile(
            "店里|全店|全场|本店|你们(?:店|家)?|(?:有|搞)(?:什么|哪些|啥)?活动|活动有哪些|最近|今天|what promotions|any promotions|sales? on");
    private static final Pattern ASKS = Pattern.compile(
            "[?？]|[吗么嘛呢](?:[。!！~]|$)|怎么|多久|几天|多少|谁|如何|什么|哪|能不能|可不可以|是否|是不是|有没有|会不会|能.{0,10}[吗不]|^(?:do|does|can|could|is|are|how|what|when|who|where|will|if)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FOR_SOMEONE =
            Pattern.compile("送|礼物|礼品|适合|用的|穿的|吃的|玩的|\\bgift\\b|\\bpresent\\b|\\bfor (?:my|a)\\b");
    private static final Pattern DESCRIBE =
            Pattern.compile("介绍|详细|详情|怎么样|咋样|好不好|好用吗|好吗|值得|参数|说说|讲讲|details?|describe|tell me|specs?");
    private static final Pattern LIKE_IT =
            Pattern.compile("类似|差不多|相似|同类|像(?:这|那|它|第)|similar|like (?:this|that|it|the)");
    private static final Pattern REFINES =
            Pattern.compile("有没有.{1,12}的|有.{1,10}的(?:吗|么|没|呢|[?？]|$)|要.{1,10}的|想要|换成|换个|改成|那.{1,8}的呢|来个|找|推荐|不要");

    private static final Pattern NO_THING = Pattern.compile("^(?:店|最|哪|这|那|东西|商品|产品|宝贝|货|价|什么|一)");

    private final Turn turn;
    private final Demands.Merged merged;
    private final boolean category;

    Router(Turn turn) {
        this.turn = turn;
        this.merged = turn.rules.merge(turn.before.demands(), turn.reading, turn.message);
        this.category = turn.reading.category().isPresent();
    }

    void route() {
        TalkAnswer talk = new TalkAnswer(turn);
        if (turn.tongue == Tongue.OTHER && !category) {
            talk.foreign();
        } else if (turn.has(Cue.INJECTION)) {
            talk.refuse(false);
        } else if (turn.has(Cue.INVENTED)) {
            talk.refuse(true);
        } else if (turn.has(Cue.HUMAN)) {
            talk.handOff();
        } else if (!talk(talk)
                && !policy()
                && !position(talk)
                && !comparison()
                && !offer()
                && !property()
                && !whole()
                && !absent()) {
            need(talk);
        }
    }

    private boolean talk(TalkAnswer talk) {
        boolean bare = turn.reading.constraints().isEmpty();
        if (turn.has(Cue.GREETING)) {
            talk.greet();
        } else if (turn.has(Cue.THANKS)) {
            talk.thank();
        } else if (turn.has(Cue.BYE)) {
            talk.bye();
        } else if (turn.has(Cue.ACKNOWLEDGE) && bare && turn.before.pending() == null) {
            talk.acknowledge();
        } else if (turn.has(Cue.IDENTITY) && bare) {
            talk.introduce();
        } else if (turn.has(Cue.OFF_TOPIC)
                && bare
                && turn.reading.asked().isEmpty()
                && turn.refs.explicit() == false
                && PolicyTopic.askedIn(turn.message).isEmpty()) {
            talk.offTopic();
        } else {
            return false;
        }
        turn.kind = Kind.SMALL_TALK;
        return true;
    }

    private boolean policy() {
        Set<PolicyTopic> topics = PolicyTopic.askedIn(turn.message);
        boolean question = ASKS.matcher(turn.message).find();
        boolean demands =
                turn.reading.constraints().stream().anyMatch(c -> !c.attribute().equals(Constraint.CATEGORY));
        if (topics.isEmpty()) {
            if (category || demands || !turn.reading.asked().isEmpty() || turn.refs.explicit() || !question) {
                return false;
            }
            Optional<Policies.Citation> faq = turn.policies.answer(turn.message).filter(c -> c.score() >= 0.62);
            faq.ifPresent(c -> new PolicyAnswer(turn).answer(c));
            return faq.isPresent();
        }
        if ((category || demands) && !question) {
            return false;
        }
        if (category && turn.has(Cue.EXISTS) && REFINES.matcher(turn.message).find()) {
            return false;
        }
        boolean ofProduct = !turn.refs.none()
                && !category
                && (turn.refs.explicit() || !turn.reading.asked().isEmpty())
                && statedByProduct();
        if (ofProduct) {
            return false;
        }
        Optional<Policies.Citation> citation = turn.policies.answer(turn.message);
        if (citation.isPresent()) {
            new PolicyAnswer(turn).answer(citation.get());
            return true;
        }
        if (turn.has(Cue.OFFER)
                || demands
                || category
                || turn.refs.explicit()
                || !turn.reading.asked().isEmpty()) {
            return false;
        }
        new PolicyAnswer(turn).unanswered();
        return true;
    }

    private boolean statedByProduct() {
        Offer offer = turn.refs.first();
        return turn.reading.asked().stream()
                        .anyMatch(a -> Facts.valueOf(offer, a.attribute()).isPresent())
                || Property.askedOf(offer, turn.message.toLowerCase(Locale.ROOT))
                        .isPresent();
    }

    private boolean position(TalkAnswer talk) {
        if (turn.refs.missing().isEmpty() || !(turn.refs.none() || turn.has(Cue.COMPARE))) {
            return false;
        }
        talk.noSuchPosition();
        return true;
    }

    private boolean comparison() {
        if (!turn.has(Cue.COMPARE) && !turn.reading.is(QuestionForm.COMPARE)) {
            return false;
        }
        List<Offer> meant = turn.refs.offers();
        if (turn.refs.explicit() && meant.size() >= 2) {
            new ComparisonAnswer(turn).answer(meant);
            return true;
        }
        boolean plain =
                !category && !turn.refs.explicit() && turn.shown.size() >= 2 && !turn.has(Cue.CHEAPER, Cue.DEARER);
        if (plain && turn.reading.constraints().isEmpty()) {
            boolean focused = turn.focus.size() >= 2;
            List<Offer> compared = focused ? turn.focus : turn.shown.subList(0, Math.min(3, turn.shown.size()));
            new ComparisonAnswer(turn).answer(compared);
            return true;
        }
        return false;
    }

    private boolean offer() {
        boolean haggles =
                turn.has(Cue.HAGGLING) && !REFINES.matcher(turn.message).find();
        boolean chooses = turn.has(Cue.CHOOSE)
                && turn.refs.explicit()
                && turn.reading.constraints().isEmpty();
        boolean asks = turn.has(Cue.OFFER) || turn.reading.is(QuestionForm.PROMOTIONS);
        if (!haggles && !asks && !chooses) {
            return false;
        }
        OfferAnswer answer = new OfferAnswer(turn);
        if (turn.refs.explicit() && !turn.refs.none()) {
            answer.answer(turn.refs.first());
            return true;
        }
        if (category || !turn.reading.constraints().isEmpty()) {
            return false;
        }
        if (!turn.refs.none()
                && (haggles
                        || !SHOP_PROMOTIONS
                                .matcher(turn.message.toLowerCase(Locale.ROOT))
                                .find())) {
            answer.answer(turn.refs.first());
        } else if (haggles) {
            new TalkAnswer(turn).refuse(true);
        } else {
            answer.shopWide();
        }
        return true;
    }

    /** A question about products shown or named. */
    private boolean property() {
        if (turn.refs.none()) {
            return false;
        }
        String text = turn.message.toLowerCase(Locale.ROOT);
        boolean refines = REFINES.matcher(text).find();
        boolean moves = turn.has(Cue.CHEAPER, Cue.DEARER, Cue.MORE)
                || LIKE_IT.matcher(text).find()
                || (Comparative.in(text).isPresent() && refines);
        boolean asks = turn.has(Cue.PRICE_ASKED, Cue.STOCK, Cue.REVIEWS, Cue.SALES, Cue.YES_NO, Cue.VALUE)
                || !turn.reading.asked().isEmpty()
                || turn.reading.is(QuestionForm.YES_NO)
                || turn.reading.is(QuestionForm.VALUE);
        AttributeAnswer answer = new AttributeAnswer(turn);
        if (turn.refs.explicit()) {
            if (moves || turn.reading.replaces() || turn.reading.also()) {
                return false;
            }
            boolean superlative = turn.refs.offers().size() > 1 && turn.has(Cue.SUPERLATIVE);
            if (superlative) {
                Optional<AggregateAnswer.Question> question = AggregateAnswer.asked(turn);
                if (question.isPresent() && new AggregateAnswer(turn).ofShown(question.get(), turn.refs.offers())) {
                    return true;
                }
            }
            answer.answer(turn.refs.offers());
            return true;
        }
        if (category || moves || turn.has(Cue.SUPERLATIVE, Cue.PRICE_RANGE, Cue.SELLS) || !asks) {
            return false;
        }
        boolean onOne = turn.before.lastKind() != null
                && Set.of("attribute", "unknown_attribute", "offer").contains(turn.before.lastKind());
        boolean demands = !turn.reading.constraints().isEmpty();
        if (demands) {
            boolean bareQuestion = text.length() <= 10
                    && turn.has(Cue.YES_NO)
                    && !refines
                    && !text.contains("有没有")
                    && turn.reading.constraints().stream()
                            .allMatch(c -> c.operator() == Operator.IS
                                    && !c.attribute().equals(Constraint.PRICE));
            if (!(bareQuestion && (onOne || !text.contains("有")))) {
                return false;
            }
            answer.answer(turn.refs.offers());
            return true;
        }
        boolean named = !turn.reading.asked().isEmpty()
                || turn.has(Cue.PRICE_ASKED, Cue.STOCK, Cue.REVIEWS, Cue.SALES)
                || Property.asks(text);
        boolean exists = turn.has(Cue.EXISTS) && !onOne && turn.reading.asked().isEmpty();
        boolean thing = turn.reading.thing() != null && turn.has(Cue.BUY, Cue.EXISTS);
        boolean howMany = turn.has(Cue.HOW_MANY) && !onOne;
        if (howMany || exists && !named || thing) {
            return false;
        }
        boolean yesNo = turn.has(Cue.YES_NO) && text.length() <= 16 && !turn.has(Cue.BUY);
        if (named || yesNo || DESCRIBE.matcher(text).find()) {
            answer.answer(turn.refs.offers());
            return true;
        }
        return false;
    }

    /** A question about all products that meet the demands. */
    private boolean whole() {
        Optional<AggregateAnswer.Question> question = AggregateAnswer.asked(turn);
        boolean alone = turn.reading.constraints().stream()
                .allMatch(c -> c.attribute().equals(Constraint.CATEGORY)
                        || c.attribute().equals(Constraint.BRAND));
        boolean named = !turn.reading.constraints().isEmpty() && alone;
        boolean exists = question.isEmpty()
                && named
                && (turn.has(Cue.EXISTS, Cue.SELLS) || turn.reading.is(QuestionForm.EXISTS))
                && turn.reading.sort() == null
                && !turn.has(Cue.MORE, Cue.CHEAPER)
                && (turn.before.demands().isEmpty() || merged.fresh() || turn.has(Cue.SELLS))
                && turn.reading
                                .residual()
                                .replaceAll("[^\\p{IsHan}\\p{IsAlphabetic}]", "")
                                .length()
                        <= 4;
        if (question.isEmpty() && !exists) {
            return false;
        }
        if (missingBrand().isPresent() || (!category && thingAbsent())) {
            return false;
        }
        List<Constraint> before = turn.demands;
        boolean ofShop =
                WHOLE_SHOP.matcher(turn.message.toLowerCase(Locale.ROOT)).find();
        if (ofShop || exists) {
            turn.demands = turn.reading.constraints();
        } else {
            turn.demands = merged.all();
        }
        if (turn.reading.constraints().isEmpty()
                && turn.catalog.aggregate(turn.demands).count() == 0) {
            // What was demanded before cannot be met; the question is still about that kind of goods.
            turn.demands = turn.demands.stream()
                    .filter(c -> c.attribute().equals(Constraint.CATEGORY))
                    .toList();
        }
        AggregateAnswer answer = new AggregateAnswer(turn);
        if (answer.answer(question.orElse(AggregateAnswer.Question.EXISTS))) {
            if (merged.fresh() || exists) {
                startNeed();
            }
            return true;
        }
        turn.demands = before;
        return false;
    }

    private boolean thingAbsent() {
        String thing = turn.reading.thing();
        return thing != null
                && !thing.isBlank()
                && !NO_THING.matcher(thing).find()
                && turn.catalog.presence(thing).absent();
    }

    private Optional<String> missingBrand() {
        return KnownBrands.in(turn.message)
                .filter(brand -> turn.reading.constraints().stream()
                        .noneMatch(c -> c.value().toLowerCase(Locale.ROOT).contains(brand)))
                .filter(brand -> turn.catalog.presence(brand).absent());
    }

    private boolean absent() {
        Optional<String> brand = missingBrand();
        if (brand.isPresent()) {
            new AbsentAnswer(turn).brand(brand.get(), category ? merged.all() : List.of());
            return true;
        }
        boolean wanted = turn.has(Cue.BUY, Cue.EXISTS, Cue.SELLS, Cue.HOW_MANY, Cue.PRICE_ASKED, Cue.PRICE_RANGE)
                || turn.reading.is(QuestionForm.EXISTS)
                || turn.message.length() <= 12;
        boolean onlyThing = turn.reading.constraints().stream()
                .allMatch(c ->
                        c.attribute().equals(Constraint.PRICE) || !c.attribute().equals(Constraint.CATEGORY));
        String thing = turn.reading.thing();
        boolean vague = thing == null
                || ((thing.length() < 3 || thing.matches("\\p{ASCII}*"))
                        && !turn.has(Cue.BUY, Cue.EXISTS, Cue.SELLS, Cue.HOW_MANY));
        if (vague
                || category
                || !wanted
                || !onlyThing
                || turn.has(Cue.MORE, Cue.ANY)
                || comparative().isPresent()
                || !thingAbsent()) {
            return false;
        }
        new AbsentAnswer(turn).thing(thing == null ? "" : thing);
        return true;
    }

    private void need(TalkAnswer talk) {
        NeedAnswer.Step step = step();
        String residual = turn.reading.residual().strip();
        boolean says = !turn.reading.constraints().isEmpty()
                || turn.reading.sort() != null
                || !merged.dropped().isEmpty();
        boolean goesOn = step != NeedAnswer.Step.PLAIN || turn.has(Cue.ANY) || turn.reading.also();
        Optional<Constraint> amount = Demands.amount(turn.before.demands(), turn.reading, turn.message);
        Optional<Constraint> compared = comparative();
        if (!says && !goesOn && amount.isEmpty() && compared.isEmpty() && !describes(residual)) {
            talk.unclear();
            turn.kind = Kind.SMALL_TALK;
            return;
        }
        boolean fresh = merged.fresh() && says
                || (!says && !goesOn && turn.before.demands().isEmpty());
        turn.demands = merged.all();
        if (fresh) {
            startNeed();
        }
        turn.words = fresh || step == NeedAnswer.Step.MORE
                ? (fresh ? residual : turn.before.words())
                : (turn.before.words() + " " + residual).strip();
        amount.ifPresent(a -> turn.demands = turn.rules.with(turn.demands, a));
        compared.ifPresent(c -> turn.demands = turn.rules.with(turn.demands, c));
        Sort sort = turn.reading.sort();
        List<Offer> anchor = turn.refs.explicit() && !turn.refs.none() ? turn.refs.offers() : turn.shown;
        if (step == NeedAnswer.Step.CHEAPER && !anchor.isEmpty() && !fresh) {
            turn.demands = turn.rules.with(turn.demands, Demands.cheaperThan(anchor));
        } else if (step == NeedAnswer.Step.DEARER && !anchor.isEmpty() && !fresh) {
            turn.demands = turn.rules.with(turn.demands, Demands.dearerThan(anchor));
        } else if (step == NeedAnswer.Step.CHEAPER && sort == null) {
            sort = Sort.CHEAPEST;
        }
        if (turn.words.isBlank() && describes(residual)) {
            turn.words = turn.message;
        }
        if (turn.demands.isEmpty() && turn.words.isBlank()) {
            talk.unclear();
            turn.kind = Kind.SMALL_TALK;
            return;
        }
        if (turn.tongue == Tongue.OTHER) {
            turn.say("我目前只会中文和英文，先按看懂的部分找了这些。I only speak Chinese and English; this is what I could find. ", "");
        }
        if (!new NeedAnswer(turn).answer(step, sort)) {
            new AbsentAnswer(turn).nothing();
        }
    }

    private void startNeed() {
        turn.asked = List.of();
        turn.seen = turn.cards;
    }

    private NeedAnswer.Step step() {
        boolean priced =
                turn.reading.constraints().stream().anyMatch(c -> c.attribute().equals(Constraint.PRICE));
        if (!priced && (turn.has(Cue.CHEAPER) || turn.reading.is(QuestionForm.CHEAPER))) {
            return NeedAnswer.Step.CHEAPER;
        }
        if (!priced && (turn.has(Cue.DEARER) || turn.reading.is(QuestionForm.DEARER))) {
            return NeedAnswer.Step.DEARER;
        }
        boolean more = turn.has(Cue.MORE)
                || LIKE_IT.matcher(turn.message.toLowerCase(Locale.ROOT)).find();
        return more
                        && turn.reading.constraints().isEmpty()
                        && !turn.before.demands().isEmpty()
                ? NeedAnswer.Step.MORE
                : NeedAnswer.Step.PLAIN;
    }

    /** More or less of a quantity than the product spoken of: at least the next amount that the shop has. */
    private Optional<Constraint> comparative() {
        if (category || turn.refs.none()) {
            return Optional.empty();
        }
        Optional<Comparative> wish = Comparative.in(turn.message.toLowerCase(Locale.ROOT));
        Offer offer = turn.refs.first();
        Optional<String> attribute = wish.flatMap(w -> w.attributeOf(offer));
        if (wish.isEmpty() || attribute.isEmpty()) {
            return Optional.empty();
        }
        boolean more = wish.get().more();
        return offer.product().attribute(attribute.get()).flatMap(own -> {
            List<Constraint> others = merged.all().stream()
                    .filter(c -> !c.attribute().equals(own.name()))
                    .toList();
            return turn.catalog.rank(others, own.name(), !more, 1000).offers().stream()
                    .flatMap(o -> o.product().attribute(own.name()).stream())
                    .filter(a -> a.number() != null
                            && own.number() != null
                            && a.unit() != null
                            && a.unit().equals(own.unit())
                            && (more
                                    ? a.number().compareTo(own.number()) > 0
                                    : a.number().compareTo(own.number()) < 0))
                    .findFirst()
                    .map(a -> new Constraint(
                            own.name(),
                            more ? Operator.AT_LEAST : Operator.AT_MOST,
                            java.util.Objects.requireNonNull(a.number())
                                    .stripTrailingZeros()
                                    .toPlainString(),
                            a.unit(),
                            null));
        });
    }

    /** Words that say something about a thing to look for, though none of them is a demand. */
    private boolean describes(String residual) {
        boolean somebody =
                FOR_SOMEONE.matcher(turn.message.toLowerCase(Locale.ROOT)).find();
        if (somebody && turn.message.length() >= 4) {
            return true;
        }
        if (residual.length() < 2) {
            return false;
        }
        return turn.has(Cue.BUY)
                || FOR_SOMEONE.matcher(turn.message.toLowerCase(Locale.ROOT)).find()
                || turn.catalog.presence(residual).found() > 0
                || (turn.reading.thing() != null
                        && turn.catalog.presence(turn.reading.thing()).found() > 0);
    }
}
