package io.wenwen.catalog.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the grammar understood of one message, and what it did not.
 *
 * @param message as typed
 * @param constraints what this message demands, in reading order, each with its span; in the catalogue's words
 * @param sort in which order the shopper wants to see things
 * @param residual what names no constraint but may still describe the thing (送老婆, 好看, 露营): words to rank by
 * @param unexplained stretches behind {@code residual}
 * @param categoryConfidence 1: a category of the shop was named; between 0 and 1: concluded from titles; 0: none
 * @param thing the noun that the message is about where the shop has no such category (雨伞), as typed; {@code null} if a
 *     category was found or no noun stands out
 * @param forms forms of asking seen
 * @param asked properties asked about; they demand nothing
 * @param also 也, 一样, 同样: earlier demands go on although the category changes
 * @param replaces 换成, 改成: the value replaces the earlier one of the same attribute
 * @param refers 它, 这款, 第二个: the message speaks of something already shown
 * @param english the message is in English
 */
public record Reading(
        String message,
        List<Constraint> constraints,
        @Nullable Sort sort,
        String residual,
        List<Constraint.Span> unexplained,
        double categoryConfidence,
        @Nullable String thing,
        Set<QuestionForm> forms,
        List<Asked> asked,
        boolean also,
        boolean replaces,
        boolean refers,
        boolean english) {

    public Reading {
        constraints = List.copyOf(constraints);
        unexplained = List.copyOf(unexplained);
        forms = Set.copyOf(forms);
        asked = List.copyOf(asked);
    }

    /** The category demanded, if one is. */
    public Optional<String> category() {
        return constraints.stream()
                .filter(c -> c.attribute().equals(Constraint.CATEGORY) && c.operator() == Operator.IS)
                .map(Constraint::value)
                .findFirst();
    }

    public boolean is(QuestionForm form) {
        return forms.contains(form);
    }
}
