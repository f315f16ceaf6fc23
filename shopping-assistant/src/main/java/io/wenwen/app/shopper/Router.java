package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.QuestionForm;
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

    private static final Pattern SHOP_PROMOTIONS = Pattern.compile(
            "店里|全店|全场|本店|你们(?:店|家)?|(?:有|搞)(?:什么|哪些|啥)?活动|活动有哪些|最近|今天|what promotions|any promotions|sales? on");
    private static final Pattern ASKS = Pattern.compile(
            "[?？]|不(?:[。!！~\\s]|$)|几(?:张|次|点|个)|[吗么嘛呢](?:[。!！~]|$)|怎么|多久|多长|几天|多少|谁|如何|什么|哪|能不能|可不可以|咋办|咋弄|是否|是不是|有没有|会不会|能.{0,10}[吗不]|^(?:do|does|can|could|is|are|how|what|when|who|where|will|if)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WHO = Pattern.compile(
            "(?:真人|活人|人工).{0,6}(?:机器|AI|ai|程序)|(?:机器|AI|ai|程序).{0,6}(?:真人|活人)|^(?:请问)?(?:你|您)(?:到底)?(?:是|是不是)(?:个|一个)?(?:真人|机器人|人工|ai|AI)|(?i:\\bare you (?:a |an )?(?:bot|robot|human|ai|real)\\b)");

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
        ShopQuestion shop = new ShopQuestion(turn, merged);
        if (turn.tongue == Tongue.OTHER && !category) {
            talk.foreign();
        } else if (turn.has(Cue.INJECTION)) {
            talk.refuse(false);
        } else if (turn.has(Cue.INVENTED)) {
            talk.refuse(true);
        } else if (turn.has(Cue.HUMAN)) {
            talk.handOff();
        } else if (!talk(talk)
                && !new PriceQuestion(turn).answered()
                && !policy()
                && !position(talk)
                && !comparison()
                && !offer()
                && !new ProductQuestion(turn).answered()
                && !shop.answered()
                && !shop.absent()) {
            new NeedQuestion(turn, merged).answer(talk);
        }
    }

    private boolean talk(TalkAnswer talk) {
        boolean bare = turn.reading.constraints().isEmpty();
        if (turn.has(Cue.GREETING)) {
            talk.greet();
        } else if (turn.has(Cue.THANKS) && bare && !goesOn()) {
            talk.thank();
        } else if (turn.has(Cue.BYE)) {
            talk.bye();
        } else if (turn.has(Cue.ACKNOWLEDGE) && bare && turn.before.pending() == null) {
            talk.acknowledge();
        } else if (turn.has(Cue.IDENTITY) && (bare || WHO.matcher(turn.message).find())) {
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

    /** Politeness is not all of the message. */
    private boolean goesOn() {
        return ASKS.matcher(turn.message).find()
                || turn.reading.sort() != null
                || turn.has(Cue.MORE, Cue.CHEAPER, Cue.DEARER, Cue.BUY, Cue.COMPARE, Cue.OFFER, Cue.EXISTS, Cue.REFINES)
                || (turn.refs.explicit() && turn.has(Cue.CHOOSE));
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
            faq.ifPresent(c -> new PolicyAnswer(turn).answer(List.of(c)));
            return faq.isPresent();
        }
        if ((category || demands) && !question) {
            return false;
        }
        if (category && turn.has(Cue.EXISTS) && turn.has(Cue.REFINES)) {
            return false;
        }
        boolean ofProduct = !turn.refs.none()
                && !category
                && (turn.refs.explicit() || !turn.reading.asked().isEmpty())
                && statedByProduct();
        if (ofProduct) {
            return false;
        }
        List<Policies.Citation> lines = turn.policies.answers(turn.message);
        if (!lines.isEmpty()) {
            new PolicyAnswer(turn).answer(lines);
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
        boolean haggles = turn.has(Cue.HAGGLING) && !turn.has(Cue.REFINES);
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
}
