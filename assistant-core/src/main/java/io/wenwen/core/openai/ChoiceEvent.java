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

    /**
     * A function is called; its arguments follow.
     *
     * @param call counts the calls of this choice
     */
    record Call(int choice, int call, String id, String name) implements ChoiceEvent {}

    /** More of a call's arguments. */
    record Arguments(int choice, int call, String text) implements ChoiceEvent {}

    /**
     * Nothing more comes.
     *
     * @param calls how many functions were called
     */
    record End(int choice, Completion completion, int calls) implements ChoiceEvent {}
}
