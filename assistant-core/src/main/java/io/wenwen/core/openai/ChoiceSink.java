package io.wenwen.core.openai;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.TokenChoice;
import io.wenwen.core.kernel.TokenSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Hears one choice from the engine's thread; hands on text together with the tokens that it is made of. */
final class ChoiceSink implements TokenSink {

    private record Placed(TokenChoice choice, long end) {}

    private final int choice;
    private final int alternatives;
    private final TokenTexts texts;
    private final Consumer<ChoiceEvent> out;
    private final Deque<Placed> waiting = new ArrayDeque<>();
    private long tokenBytes;
    private long textBytes;

    /** @param alternatives -1 for no probabilities */
    ChoiceSink(int choice, int alternatives, TokenTexts texts, Consumer<ChoiceEvent> out) {
        this.choice = choice;
        this.alternatives = alternatives;
        this.texts = texts;
        this.out = out;
    }

    @Override
    public int alternatives() {
        return alternatives;
    }

    @Override
    public void token(TokenChoice token) {
        tokenBytes += texts.length(token.token());
        waiting.add(new Placed(token, tokenBytes));
    }

    @Override
    public void text(String piece) {
        textBytes += piece.getBytes(StandardCharsets.UTF_8).length;
        out.accept(new ChoiceEvent.Piece(choice, piece, whole()));
    }

    private List<TokenChoice> whole() {
        List<TokenChoice> whole = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.getFirst().end() <= textBytes) {
            whole.add(waiting.removeFirst().choice());
        }
        return whole;
    }

    /** The generation is over. Tokens of a stop string are dropped with it. */
    void end(Completion completion) {
        if (!waiting.isEmpty() && completion.ending() != Completion.Ending.STOP_STRING) {
            out.accept(new ChoiceEvent.Piece(
                    choice, "", waiting.stream().map(Placed::choice).toList()));
        }
        out.accept(new ChoiceEvent.End(choice, completion));
    }
}
