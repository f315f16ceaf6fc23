package io.wenwen.load.bench;

import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.load.kernel.TimedTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** How long one waits for the kernel: for a first token, with and without a known beginning, and for the next one under load. */
final class KernelLatency {

    private static final int SHARED = 600;
    private static final int SUFFIX = 40;
    private static final int LONG_PROMPT = 4000;
    private static final int WRITTEN = 512;

    private final KernelStreams streams;

    KernelLatency(KernelStreams streams) {
        this.streams = streams;
    }

    /** Time to first token of two prompts in turn that share their first {@value #SHARED} tokens. */
    record FirstToken(Duration cold, Duration warm) {}

    FirstToken firstToken() throws IOException, InterruptedException {
        Message rules = Message.system(streams.text(SHARED));
        Duration cold = streams.read(suffixed(rules)).timeToFirstToken();
        Duration warm = streams.read(suffixed(rules)).timeToFirstToken();
        return new FirstToken(cold, warm);
    }

    private Prompt suffixed(Message rules) {
        return new Prompt(List.of(rules, Message.user(streams.text(SUFFIX))), 1, "");
    }

    /**
     * The largest gap between two tokens of a running answer while a prompt of {@value #LONG_PROMPT} tokens is read beside it, over
     * the median of its gaps.
     */
    double longestGapRatio(BitSet alphabet) throws IOException, InterruptedException {
        TimedTokens tokens = new TimedTokens(alphabet, 1, WRITTEN);
        Generation running = streams.start(streams.prompt(KernelStreams.PROMPT), WRITTEN, tokens);
        streams.read(streams.prompt(LONG_PROMPT));
        running.cancel();
        KernelStreams.done(running);
        long[] times = tokens.times();
        // The first two come with the answer's own prompt.
        long[] gaps = IntStream.range(2, times.length)
                .mapToLong(i -> times[i] - times[i - 1])
                .sorted()
                .toArray();
        if (gaps.length < 10) {
            throw new IOException("Only " + gaps.length + " gaps were seen while the long prompt was read.");
        }
        return (double) Arrays.stream(gaps).max().orElseThrow() / gaps[gaps.length / 2];
    }
}
