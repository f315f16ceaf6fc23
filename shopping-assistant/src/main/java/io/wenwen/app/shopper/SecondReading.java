package io.wenwen.app.shopper;

import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.core.dialogue.ChoiceConstraint;
import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.text.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The model's reading of words that the grammar could not place: it picks the one value of the catalogue that the shopper may have
 * meant, or none. What it picks becomes a chip to tap; cards and demands stay as the grammar read them.
 *
 * <p>Only values that share a word with the message, and that some product which meets the demands has, are put to the model.
 */
final class SecondReading {

    private static final String NONE = "都不是";
    private static final int MOST_CHOICES = 6;
    private static final int LONGEST_MESSAGE = 120;
    private static final List<Message> SHARED = List.of(
            Message.system("顾客的话里有一处没有看懂。从选项里挑顾客想要的那一项；没有合适的就答" + NONE + "。只答一项。"),
            Message.user("顾客说：杯子要送长辈\n没看懂：送长辈\n选项：长款、短款、" + NONE),
            Message.assistant(NONE),
            Message.user("顾客说：书桌，能升降的\n没看懂：升降\n选项：电动升降、固定高度、" + NONE),
            Message.assistant("电动升降"),
            Message.user("顾客说：跑步用的鞋，透点气\n没看懂：透点气\n选项：透气、" + NONE),
            Message.assistant("透气"));

    private SecondReading() {}

    /** What may be put to the model; empty where the grammar understood all or nothing is near. */
    static List<NearWords.Near> choices(Turn turn, NearWords words) {
        if (turn.kind != Kind.CARDS && turn.kind != Kind.NONE_EXACT) {
            return List.of();
        }
        List<NearWords.Near> choices = new ArrayList<>();
        for (String stretch : NotUnderstood.stretches(turn.reading)) {
            words.of(stretch, 40).stream()
                    .filter(near ->
                            turn.demands.stream().noneMatch(d -> d.attribute().equals(near.attribute())))
                    .filter(near -> choices.stream().noneMatch(c -> c.value().equals(near.value())))
                    .filter(near -> leadsSomewhere(turn, near))
                    .limit(MOST_CHOICES)
                    .forEach(choices::add);
        }
        return List.copyOf(choices.subList(0, Math.min(MOST_CHOICES, choices.size())));
    }

    /** @return the value picked; empty where the model picks none or is late */
    static Optional<String> pick(LanguageModel model, Turn turn, List<NearWords.Near> choices, Duration deadline)
            throws InterruptedException {
        Tokenizer tokenizer = model.tokenizer();
        if (tokenizer == null) {
            // The model runs elsewhere: what a shopper says stays here.
            return Optional.empty();
        }
        List<String> texts =
                new ArrayList<>(choices.stream().map(NearWords.Near::value).toList());
        texts.add(NONE);
        String said =
                turn.message.length() <= LONGEST_MESSAGE ? turn.message : turn.message.substring(0, LONGEST_MESSAGE);
        List<Message> messages = new ArrayList<>(SHARED);
        messages.add(Message.user("顾客说：" + said.replace('\n', ' ') + "\n没看懂："
                + String.join("、", NotUnderstood.stretches(turn.reading)) + "\n选项：" + String.join("、", texts)));
        ChoiceConstraint constraint = new ChoiceConstraint(tokenizer, texts);
        Generation generation = model.start(new GenerationRequest(
                new Prompt(messages, SHARED.size(), ""), Sampling.GREEDY, 24, List.of(), constraint, piece -> {}));
        try {
            Completion completion = generation.await(deadline);
            int choice = constraint.choice();
            return completion.ending() == Completion.Ending.END_OF_TURN && choice >= 0 && choice < choices.size()
                    ? Optional.of(texts.get(choice))
                    : Optional.empty();
        } finally {
            generation.cancel();
        }
    }

    private static boolean leadsSomewhere(Turn turn, NearWords.Near near) {
        List<Constraint> with = new ArrayList<>(turn.demands);
        with.add(new Constraint(near.attribute(), Operator.IS, near.value(), null, null));
        return turn.catalog.aggregate(with).count() > 0;
    }
}
