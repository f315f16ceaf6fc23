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
import org.jspecify.annotations.Nullable;

/**
 * Hears one choice from the engine's thread; hands on text together with the tokens that it is made of, and calls apart from text.
 */
final class ChoiceSink implements TokenSink {

    private record Placed(TokenChoice choice, long end) {}

    private final int choice;
    private final int alternatives;
    private final TokenTexts texts;
    private final @Nullable CallConstraint calls;
    private final Consumer<ChoiceEvent> out;
    private final Deque<Placed> waiting = new ArrayDeque<>();
    private long tokenBytes;
    private long textBytes;
    private int heard;
    private int mark;
    private int begun;
    /** White space in front of a call belongs to neither. */
    private String space = "";

    /**
     * @param alternatives -1 for no probabilities
     * @param calls knows where calls are; {@code null} where there can be none
     */
    ChoiceSink(
            int choice, int alternatives, TokenTexts texts, @Nullable CallConstraint calls, Consumer<ChoiceEvent> out) {
        this.choice = choice;
        this.alternatives = alternatives;
        this.texts = texts;
        this.calls = calls;
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
        List<TokenChoice> whole = whole();
        if (calls == null) {
            out.accept(new ChoiceEvent.Piece(choice, piece, whole));
        } else {
            split(piece, calls.marks(), whole);
        }
    }

    /** Cuts a piece at the marks in it; the constraint is always ahead of the text. */
    private void split(String piece, List<CallConstraint.Mark> marks, List<TokenChoice> whole) {
        int from = 0;
        while (from < piece.length()) {
            while (mark + 1 < marks.size() && marks.get(mark + 1).at() <= heard + from) {
                mark++;
                begin(marks.get(mark));
            }
            int next = mark + 1 < marks.size() ? marks.get(mark + 1).at() - heard : piece.length();
            int to = Math.min(next, piece.length());
            String part = piece.substring(from, to);
            CallConstraint.Mark here = marks.get(mark);
            switch (here.kind()) {
                case TEXT -> say(part, whole);
                case ARGUMENTS -> out.accept(new ChoiceEvent.Arguments(choice, here.call(), part));
                case FRAME -> {
                    // The same for every call.
                }
            }
            from = to;
        }
        heard += piece.length();
    }

    private void begin(CallConstraint.Mark at) {
        CallForm.Arguments taken = at.taken();
        if (taken != null) {
            begun++;
            out.accept(new ChoiceEvent.Call(choice, at.call(), AnswerHead.id("call_"), taken.name()));
            if (!taken.leadText().isEmpty()) {
                out.accept(new ChoiceEvent.Arguments(choice, at.call(), taken.leadText()));
            }
        }
    }

    private void say(String part, List<TokenChoice> whole) {
        String all = space + part;
        String words = all.stripTrailing();
        space = all.substring(words.length());
        if (!words.isEmpty() || !whole.isEmpty()) {
            out.accept(new ChoiceEvent.Piece(choice, words, whole));
        }
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
        List<TokenChoice> rest = completion.ending() == Completion.Ending.STOP_STRING
                ? List.of()
                : waiting.stream().map(Placed::choice).toList();
        String last = begun == 0 ? space : "";
        if (!last.isEmpty() || !rest.isEmpty() && begun == 0) {
            out.accept(new ChoiceEvent.Piece(choice, last, rest));
        }
        out.accept(new ChoiceEvent.End(choice, completion, begun));
    }
}
