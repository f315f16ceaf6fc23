package io.wenwen.load.bench;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.load.kernel.TimedTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drives an engine with prompts of given lengths and times what it writes. */
final class KernelStreams {

    static final int PROMPT = 128;
    static final int WRITTEN = 64;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PROSE = "清晨的集市刚刚开张，卖菜的老人把青菜一把一把摆好，隔壁的铺子飘来豆浆的香气。孩子背着书包从巷口跑过，"
            + "手里还攥着半个包子。街对面的裁缝店亮起了灯，师傅量着布料，嘴里念着尺寸。修表的匠人戴上放大镜，慢慢拧开表盖，"
            + "齿轮在灯下闪着细小的光。河边有人练拳，有人唱戏，柳枝垂到水面，风一吹就画出一圈圈波纹。";

    private final Engine model;
    private final int frame;
    private int prompts;

    KernelStreams(Engine model) throws IOException, InterruptedException {
        this.model = model;
        int probe = 64;
        frame = read(prompt(0, probe)).promptTokens() - probe;
    }

    /** A prompt that begins like no other and has about so many tokens in all. */
    Prompt prompt(int tokens) {
        return prompt(++prompts, Math.max(1, tokens - frame));
    }

    private Prompt prompt(int number, int tokens) {
        return Prompt.of(Message.system(text(number, tokens)), Message.user("好"));
    }

    /** Text of so many tokens that begins like no other. */
    String text(int tokens) {
        return text(++prompts, tokens);
    }

    private String text(int number, int tokens) {
        StringBuilder text = new StringBuilder().append(number).append("。");
        int[] ids = model.tokenizer().encode(text.toString());
        while (ids.length < tokens) {
            text.append(PROSE);
            ids = model.tokenizer().encode(text.toString());
        }
        return model.tokenizer().decode(Arrays.copyOf(ids, tokens));
    }

    /** Reads a prompt and writes one token. */
    Completion read(Prompt prompt) throws IOException, InterruptedException {
        return done(start(prompt, 1, null));
    }

    Generation start(Prompt prompt, int tokens, @Nullable TokenConstraint constraint) {
        return model.start(new GenerationRequest(prompt, Sampling.GREEDY, tokens, List.of(), constraint, piece -> {}));
    }

    static Completion done(Generation generation) throws IOException, InterruptedException {
        Completion completion = generation.await(PATIENCE);
        if (completion.ending() == Completion.Ending.FAILED || completion.ending() == Completion.Ending.DEADLINE) {
            throw new IOException("A generation ended " + completion.ending() + ".");
        }
        return completion;
    }

    /** Prompt tokens a second of a fresh prompt, from its arrival to its first token. */
    double prefill(int tokens) throws IOException, InterruptedException {
        Completion completion = read(prompt(tokens));
        return completion.promptTokens() * 1e9 / completion.timeToFirstToken().toNanos();
    }

    /**
     * Tokens a second that {@code streams} answers to a prompt of {@value #PROMPT} tokens get together, over the time in which
     * all of them are being written.
     */
    double decode(int streams, BitSet alphabet) throws IOException, InterruptedException {
        Prompt prompt = prompt(PROMPT);
        List<TimedTokens> tokens = new ArrayList<>();
        List<Generation> generations = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            // Streams join one after the other; what they write before all are there is not counted.
            TimedTokens timed = new TimedTokens(alphabet, i, WRITTEN + streams);
            tokens.add(timed);
            generations.add(start(prompt, WRITTEN + streams, timed));
        }
        for (Generation generation : generations) {
            done(generation);
        }
        return together(tokens.stream().map(TimedTokens::times).toList());
    }

    /** Tokens a second from when every stream has its second token until the first stream ends. */
    static double together(List<long[]> times) throws IOException {
        long from = times.stream().mapToLong(t -> t[1]).max().orElseThrow();
        long to = times.stream().mapToLong(t -> t[t.length - 1]).min().orElseThrow();
        long count = times.stream()
                .flatMapToLong(Arrays::stream)
                .filter(t -> t > from && t <= to)
                .count();
        if (count < 8) {
            throw new IOException("The streams hardly met: " + count + " tokens were written while all ran.");
        }
        return count * 1e9 / (to - from);
    }
}
