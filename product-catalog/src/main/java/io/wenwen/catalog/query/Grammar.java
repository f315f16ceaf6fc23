package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a message by rules and the words of the loaded catalogue. Time is linear in the message's length. */
public final class Grammar {

    private static final Pattern AT_MOST = Pattern.compile("(\\d{1,9})(?:元|块)?(?:以内|以下)");
    private final Lexicon lexicon;

    public Grammar(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * Reads one message.
     *
     * @param earlier demands of the conversation so far: they say which category a value belongs to
     */
    public Reading read(String message, List<Constraint> earlier) {
        String text = Folding.fold(message);
        List<Constraint> constraints = new ArrayList<>();
        StringBuilder residual = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            int[] end = {at};
            lexicon.phrases.at(text, at, (to, meanings) -> {
                if (end[0] == start) {
                    Constraint c = meanings.getFirst();
                    constraints.add(new Constraint(
                            c.attribute(), c.operator(), c.value(), c.unit(), new Constraint.Span(start, to)));
                    end[0] = to;
                }
            });
            if (end[0] == start) {
                residual.append(text.charAt(at));
                at++;
            } else {
                at = end[0];
            }
        }
        Matcher price = AT_MOST.matcher(text);
        while (price.find()) {
            constraints.add(new Constraint(
                    Constraint.PRICE,
                    Operator.AT_MOST,
                    price.group(1),
                    "元",
                    new Constraint.Span(price.start(), price.end())));
        }
        boolean category = constraints.stream().anyMatch(c -> c.attribute().equals(Constraint.CATEGORY));
        return new Reading(
                message,
                constraints,
                null,
                residual.toString(),
                List.of(),
                category ? 1 : 0,
                null,
                Set.of(),
                List.of(),
                false,
                false,
                false,
                false);
    }
}
