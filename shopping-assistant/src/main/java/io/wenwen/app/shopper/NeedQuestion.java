package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.QuestionForm;
import io.wenwen.catalog.query.Sort;
import java.util.List;
import java.util.Optional;

/** Reads a message as a need: what it adds to the demands, and how it relates to what is shown. */
final class NeedQuestion {

    private final Turn turn;
    private final Demands.Merged merged;
    private final boolean category;

    NeedQuestion(Turn turn, Demands.Merged merged) {
        this.turn = turn;
        this.merged = merged;
        this.category = turn.reading.category().isPresent();
    }

    void answer(TalkAnswer talk) {
        NeedAnswer.Step step = step();
        String residual = turn.reading.residual().strip();
        boolean says = !turn.reading.constraints().isEmpty()
                || turn.reading.sort() != null
                || !merged.dropped().isEmpty();
        boolean goesOn = step != NeedAnswer.Step.PLAIN || turn.has(Cue.ANY) || turn.reading.also();
        Optional<Constraint> amount = Demands.amount(turn.before.demands(), turn.reading, turn.message);
        Optional<Constraint> compared = Comparative.demand(turn, merged);
        if (!says && !goesOn && amount.isEmpty() && compared.isEmpty() && !describes(residual)) {
            talk.unclear();
            turn.kind = Kind.SMALL_TALK;
            return;
        }
        boolean fresh = merged.fresh() && says
                || (!says && !goesOn && turn.before.demands().isEmpty());
        turn.demands = merged.all();
        if (fresh) {
            turn.startNeed();
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

    private NeedAnswer.Step step() {
        boolean priced =
                turn.reading.constraints().stream().anyMatch(c -> c.attribute().equals(Constraint.PRICE));
        if (!priced && (turn.has(Cue.CHEAPER) || turn.reading.is(QuestionForm.CHEAPER))) {
            return NeedAnswer.Step.CHEAPER;
        }
        if (!priced && (turn.has(Cue.DEARER) || turn.reading.is(QuestionForm.DEARER))) {
            return NeedAnswer.Step.DEARER;
        }
        boolean more = turn.has(Cue.MORE) || turn.has(Cue.LIKE_IT);
        return more
                        && turn.reading.constraints().isEmpty()
                        && !turn.before.demands().isEmpty()
                ? NeedAnswer.Step.MORE
                : NeedAnswer.Step.PLAIN;
    }

    /** Words that say something about a thing to look for, though none of them is a demand. */
    private boolean describes(String residual) {
        if (turn.has(Cue.FOR_SOMEONE) && turn.message.length() >= 4) {
            return true;
        }
        if (residual.length() < 2) {
            return false;
        }
        return turn.has(Cue.BUY)
                || turn.has(Cue.FOR_SOMEONE)
                || turn.catalog.presence(residual).found() > 0
                || (turn.reading.thing() != null
                        && turn.catalog.presence(turn.reading.thing()).found() > 0);
    }
}
