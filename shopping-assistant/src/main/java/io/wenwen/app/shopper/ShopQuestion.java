package io.wenwen.app.shopper;

import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.QuestionForm;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers a question about all products that meet the demands, or about what the shop does not carry. */
final class ShopQuestion {

    private static final Pattern WHOLE_SHOP =
            Pattern.compile("店里|全店|整个店|你们店|全场|店内|本店|你们家|in (?:the|your) (?:whole )?(?:shop|store)|overall");
    private static final Pattern NO_THING = Pattern.compile("^(?:店|最|哪|这|那|东西|商品|产品|宝贝|货|价|什么|一)");

    private final Turn turn;
    private final Demands.Merged merged;
    private final boolean category;

    ShopQuestion(Turn turn, Demands.Merged merged) {
        this.turn = turn;
        this.merged = merged;
        this.category = turn.reading.category().isPresent();
    }

    /** Count, ends and ranges. */
    boolean answered() {
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
                turn.startNeed();
            }
            return true;
        }
        turn.demands = before;
        return false;
    }

    boolean absent() {
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
                || Comparative.demand(turn, merged).isPresent()
                || !thingAbsent()) {
            return false;
        }
        new AbsentAnswer(turn).thing(thing == null ? "" : thing);
        return true;
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
}
