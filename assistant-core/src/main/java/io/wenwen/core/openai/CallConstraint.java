package io.wenwen.core.openai;

import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import io.wenwen.core.kernel.text.Utf8Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer to free text and well-formed calls, as Qwen's template has them (after Hermes):
 *
 * <pre>
 * text &lt;tool_call&gt;
 * {"name": "find", "arguments": {"q": "伞"}}
 * &lt;/tool_call&gt;
 * </pre>
 *
 * The model chooses when to call, whom, and with which arguments; everything between is forced. Notes where in the text each part
 * begins, so that nobody has to find calls by looking for brackets. One instance for one generation.
 */
final class CallConstraint implements TokenConstraint {

    static final String OPEN = "<tool_call>";
    static final String CLOSE = "</tool_call>";

    /**
     * From here on the text is of this kind.
     *
     * @param at in characters of the answer's text
     * @param call number of the call; -1 for text
     * @param taken whom it calls, where the arguments begin behind their lead; {@code null} otherwise
     */
    record Mark(int at, Kind kind, int call, CallForm.@Nullable Arguments taken) {}

    enum Kind {
        TEXT,
        FRAME,
        ARGUMENTS
    }

    private enum Phase {
        TEXT,
        OPENING,
        HEAD,
        ARGUMENTS,
        CLOSING,
        BETWEEN,
        ENDED
    }

    private final Tokenizer tokenizer;
    private final CallForm form;
    private final int open;
    private final int close;
    private final int[] opening;
    private final int[] closing;
    private final int[] between;
    private final BitSet text;

    private final Utf8Stream decoder = new Utf8Stream();
    private final StringBuilder head = new StringBuilder();
    private final List<Mark> marks = new ArrayList<>(List.of(new Mark(0, Kind.TEXT, -1, null)));
    private Phase phase = Phase.TEXT;
    private @Nullable TokenConstraint inner;
    private int run;
    private int calls;
    private int length;

    /** @param plain all tokens of plain text */
    CallConstraint(Tokenizer tokenizer, CallForm form, BitSet plain) {
        this.tokenizer = tokenizer;
        this.form = form;
        open = tokenizer.marker(OPEN);
        close = tokenizer.marker(CLOSE);
        opening = tokenizer.encode("\n{\"name\": \"");
        closing = with(tokenizer.encode("}\n"), close);
        between = with(tokenizer.encode("\n"), open);
        text = (BitSet) plain.clone();
        text.set(open);
        text.set(tokenizer.endOfTurn());
    }

    private static int[] with(int[] tokens, int last) {
        int[] all = Arrays.copyOf(tokens, tokens.length + 1);
        all[tokens.length] = last;
        return all;
    }

    /** Where the parts begin, in order; grows while the answer does. For the engine's thread. */
    List<Mark> marks() {
        return marks;
    }

    @Override
    public BitSet allowed() {
        int[] way = forced();
        if (way.length > 0) {
            return only(way[0]);
        }
        return switch (phase) {
            case TEXT -> text;
            case HEAD -> current().allowed();
            case ARGUMENTS -> {
                BitSet inside = current().allowed();
                if (!inside.get(tokenizer.endOfTurn())) {
                    yield inside;
                }
                BitSet goesOn = (BitSet) inside.clone();
                goesOn.clear(tokenizer.endOfTurn());
                goesOn.set(closing[0]);
                yield goesOn;
            }
            case BETWEEN -> {
                BitSet either = only(tokenizer.endOfTurn());
                either.set(between[0]);
                yield either;
            }
            default -> only(tokenizer.endOfTurn());
        };
    }

    private static BitSet only(int token) {
        BitSet one = new BitSet();
        one.set(token);
        return one;
    }

    private TokenConstraint current() {
        return Objects.requireNonNull(inner);
    }

    @Override
    public int[] forced() {
        return switch (phase) {
            case TEXT -> form.must() ? new int[] {open} : NONE;
            case OPENING -> rest(opening);
            case HEAD -> withoutEnd(current().forced());
            case ARGUMENTS -> {
                int[] way = current().forced();
                yield way.length > 0 && way[0] == tokenizer.endOfTurn() ? closing : withoutEnd(way);
            }
            case CLOSING -> rest(closing);
            case BETWEEN -> run > 0 ? rest(between) : calls >= form.calls() ? new int[] {tokenizer.endOfTurn()} : NONE;
            case ENDED -> NONE;
        };
    }

    private int[] rest(int[] tokens) {
        return Arrays.copyOfRange(tokens, run, tokens.length);
    }

    private int[] withoutEnd(int[] way) {
        for (int i = 0; i < way.length; i++) {
            if (way[i] == tokenizer.endOfTurn()) {
                return Arrays.copyOf(way, i);
            }
        }
        return way;
    }

    @Override
    public void accept(int token) {
        if (phase == Phase.ARGUMENTS && token == closing[0] && !inArguments(token)) {
            phase = Phase.CLOSING;
            run = 0;
            mark(Kind.FRAME, null);
        }
        String piece = decoder.push(tokenizer.bytes(token));
        length += piece.length();
        switch (phase) {
            case TEXT -> {
                if (token == open) {
                    begin();
                } else if (token == tokenizer.endOfTurn()) {
                    phase = Phase.ENDED;
                }
            }
            case OPENING -> {
                if (++run == opening.length) {
                    phase = Phase.HEAD;
                    inner = form.heads().start();
                    head.setLength(0);
                }
            }
            case HEAD -> {
                current().accept(token);
                head.append(piece);
                CallForm.Arguments arguments = form.arguments().get(head.toString());
                if (arguments != null) {
                    phase = Phase.ARGUMENTS;
                    inner = arguments.start();
                    mark(Kind.ARGUMENTS, arguments);
                }
            }
            case ARGUMENTS -> current().accept(token);
            case CLOSING -> {
                if (++run == closing.length) {
                    phase = Phase.BETWEEN;
                    run = 0;
                    calls++;
                }
            }
            case BETWEEN -> {
                if (token == tokenizer.endOfTurn()) {
                    phase = Phase.ENDED;
                } else if (++run == between.length) {
                    begin();
                }
            }
            case ENDED -> throw new IllegalStateException("Token " + token + " behind the end.");
        }
    }

    /** True if the arguments themselves go on with this token. */
    private boolean inArguments(int token) {
        BitSet inside = current().allowed();
        return inside.get(token) || !inside.get(tokenizer.endOfTurn());
    }

    private void begin() {
        phase = Phase.OPENING;
        run = 0;
        mark(Kind.FRAME, null);
    }

    private void mark(Kind kind, CallForm.@Nullable Arguments taken) {
        marks.add(new Mark(length, kind, calls, taken));
    }
}
