package io.wenwen.core.openai;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.TokenChoice;
import java.util.List;

/** What happens to one choice of an answer, in order. */
sealed interface ChoiceEvent {

    int choice();

    /**
     * More of its text.
     *
     * @param tokens those that became whole in it, where probabilities were asked for
     */
    record Piece(int choice, String text, List<TokenChoice> tokens) implements ChoiceEvent {}

    /** Nothing more comes. */
    record End(int choice, Completion completion) implements ChoiceEvent {}
}
