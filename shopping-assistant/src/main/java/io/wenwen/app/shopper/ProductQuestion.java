package io.wenwen.app.shopper;

import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.QuestionForm;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Answers a question about products shown or named, where the message is one. */
final class ProductQuestion {

    private static final Pattern DESCRIBE =
            Pattern.compile("介绍|详细|详情|怎么样|咋样|好不好|好用吗|好吗|值得|参数|说说|讲讲|details?|describe|tell me|specs?");

    private final Turn turn;
    private final boolean category;

    ProductQuestion(Turn turn) {
        this.turn = turn;
        this.category = turn.reading.category().isPresent();
    }

    /** @return false where the message asks nothing about them; nothing has been said then */
    boolean answered() {
        if (turn.refs.none()) {
            return false;
        }
        String text = turn.message.toLowerCase(Locale.ROOT);
        boolean refines = turn.has(Cue.REFINES);
        boolean moves = turn.has(Cue.CHEAPER, Cue.DEARER, Cue.MORE)
                || turn.has(Cue.LIKE_IT)
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
}
