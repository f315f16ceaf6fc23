package io.wenwen.core.openai;

import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.constrain.CompiledConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.util.Arrays;
import java.util.Map;

/**
 * How calls may be written, compiled once for all choices of a request.
 *
 * @param heads what may stand behind <code>{"name": "</code>: a name and all up to its arguments
 * @param arguments by head
 * @param must true if the answer has to be a call
 * @param calls most calls in one answer
 */
record CallForm(CompiledConstraint heads, Map<String, Arguments> arguments, boolean must, int calls) {

    /**
     * What one function takes.
     *
     * @param lead with which its arguments always begin, in tokens; written with the head, since models write blank and brace as one
     * @param leadText the same as text
     */
    record Arguments(String name, CompiledConstraint form, int[] lead, String leadText) {

        static Arguments of(String name, CompiledConstraint form, Tokenizer tokenizer) {
            int[] lead = form.start().forced();
            for (int i = 0; i < lead.length; i++) {
                if (lead[i] == tokenizer.endOfTurn()) {
                    lead = Arrays.copyOf(lead, i);
                }
            }
            return new Arguments(name, form, lead, tokenizer.decode(lead));
        }

        /** One call's arguments, their lead already written. */
        TokenConstraint start() {
            TokenConstraint inside = form.start();
            for (int token : lead) {
                inside.accept(token);
            }
            return inside;
        }
    }
}
