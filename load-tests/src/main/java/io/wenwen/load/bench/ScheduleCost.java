package io.wenwen.load.bench;

import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.decode.EncodedPrompt;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.EngineLimits;
import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.text.Tokenizer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a step costs besides the forward pass at 128 sequences: an engine on a runner that computes nothing, over a vocabulary so small
 * that drawing from it does not count.
 */
final class ScheduleCost implements ModelRunner {

    private static final int SEQUENCES = 128;
    private static final int TOKENS = 400;
    private static final int POSITIONS = 1024;
    private static final int LETTERS = 16;

    private final long[] gaps = new long[TOKENS * 4];
    private int steps;
    private long left;

    /** Median time from the end of a forward pass to the begin of the next, in microseconds, all sequences decoding. */
    static double microseconds() throws IOException, InterruptedException {
        ScheduleCost runner = new ScheduleCost();
        ModelCard card = new ModelCard("none", "", "none", "none", POSITIONS, LETTERS);
        try (Engine engine = new Engine(
                card,
                new Letters(),
                prompt -> new EncodedPrompt(new int[] {1, 2, 3}, 0),
                runner,
                new EngineLimits(SEQUENCES, SEQUENCES, 64))) {
            List<Generation> generations = new ArrayList<>();
            for (int i = 0; i < SEQUENCES; i++) {
                generations.add(engine.start(new GenerationRequest(
                        Prompt.of(Message.user("")), Sampling.GREEDY, TOKENS, List.of(), null, piece -> {})));
            }
            for (Generation generation : generations) {
                if (generation.await(Duration.ofMinutes(1)).generatedTokens() != TOKENS) {
                    throw new IOException("A sequence of the scheduler's measurement ended early.");
                }
            }
        }
        return runner.median() / 1e3;
    }

    private double median() throws IOException {
        long[] full = Arrays.stream(gaps).filter(gap -> gap > 0).toArray();
        if (full.length < TOKENS / 4) {
            throw new IOException("Only " + full.length + " steps held all " + SEQUENCES + " sequences.");
        }
        Arrays.sort(full);
        return full[full.length / 2];
    }

    @Override
    public void forward(List<Slice> step) {
        if (step.size() == SEQUENCES && left != 0 && steps < gaps.length) {
            gaps[steps++] = System.nanoTime() - left;
        }
        for (Slice slice : step) {
            for (float[] logits : slice.logits()) {
                logits[1] = 1;
            }
        }
        left = System.nanoTime();
    }

    @Override
    public int vocabularySize() {
        return LETTERS;
    }

    @Override
    public int contextLength() {
        return POSITIONS;
    }

    @Override
    public int pages() {
        return SEQUENCES * POSITIONS / PAGE;
    }

    @Override
    public int maxRows() {
        return 2 * SEQUENCES;
    }

    @Override
    public void copyPage(int from, int to) {
        // No page holds anything.
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    /** Sixteen letters; the first ends the turn. */
    private static final class Letters implements Tokenizer {

        @Override
        public int[] encode(String text) {
            return text.chars().map(c -> 1 + c % (LETTERS - 1)).toArray();
        }

        @Override
        public String decode(int... tokens) {
            StringBuilder text = new StringBuilder();
            for (int token : tokens) {
                text.append(token == 0 ? "" : Character.toString('a' + token));
            }
            return text.toString();
        }

        @Override
        public byte[] bytes(int token) {
            return token == 0 ? new byte[0] : new byte[] {(byte) ('a' + token)};
        }

        @Override
        public boolean isControl(int token) {
            return token == 0;
        }

        @Override
        public int size() {
            return LETTERS;
        }

        @Override
        public int endOfTurn() {
            return 0;
        }
    }
}
