package io.wenwen.load.kernel;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.onnx.NumberFormat;
import io.wenwen.load.Report;
import io.wenwen.load.kernel.KernelTexts.Text;
import io.wenwen.load.kernel.TeacherForcing.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code eval kernel}: what the default number format costs. Perplexity and choices on advertising copies and law text, compared with
 * the float values of the same file; and whether an answer has the same words alone and in a crowd.
 */
@Command(name = "kernel")
public final class EvalKernel implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int KV_TOKENS = 1024;
    private static final int PROMPTS = 200;
    private static final int WRITTEN = 16;
    private static final int CROWD = 16;

    @Option(names = "--model", description = "a .gguf file; the default model without it")
    @Nullable
    Path model;

    @Option(names = "--threads")
    int threads = 2;

    @Option(names = "--json")
    boolean json;

    private final Consumer<String> log = System.err::println;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1 || threads > 256) {
            log.accept("--threads is " + threads + "; 1 to 256 are taken.");
            return 2;
        }
        KernelModel.threads(threads);
        KernelModel opened = KernelModel.of(model);
        List<Text> texts;
        int copies;
        try (GgufFile file = GgufFile.open(opened.file())) {
            KernelTexts source = new KernelTexts(file);
            texts = new ArrayList<>(source.copies());
            copies = texts.size();
            texts.add(source.law());
        }
        List<Reading> bytes = read(opened, NumberFormat.W8A8, texts);
        List<Reading> floats = read(opened, NumberFormat.F32, texts);
        Report report = new Report("kernel").figure("format", NumberFormat.W8A8.name());
        compare(report, "_copy", bytes.subList(0, copies), floats.subList(0, copies));
        compare(report, "_law", bytes.subList(copies, copies + 1), floats.subList(copies, copies + 1));
        report.figure("positions", texts.stream().mapToInt(Text::judged).sum());
        report.atMost("ppl_ratio", perplexity(bytes) / perplexity(floats), 1.01);
        report.atLeast("argmax_agreement", agreement(bytes, floats), 0.93);
        report.atLeast("alone_equals_batched", aloneEqualsBatched(opened), 1);
        log.accept(report.table());
        System.out.println(json ? report.json() : report.passed() ? "passed" : "gates missed");
        return report.passed() ? 0 : 1;
    }

    private List<Reading> read(KernelModel opened, NumberFormat format, List<Text> texts) throws IOException {
        log.accept("reading " + texts.size() + " texts in " + format);
        try (ModelRunner runner = opened.runner(format, KV_TOKENS)) {
            return new TeacherForcing(runner).read(texts);
        }
    }

    private static void compare(Report report, String suffix, List<Reading> bytes, List<Reading> floats) {
        report.figure("ppl_float" + suffix, perplexity(floats));
        report.figure("ppl" + suffix, perplexity(bytes));
        report.figure("ppl_ratio" + suffix, perplexity(bytes) / perplexity(floats));
    }

    private static double perplexity(List<Reading> readings) {
        double sum = 0;
        int count = 0;
        for (Reading reading : readings) {
            for (double log : reading.logProbabilities()) {
                sum += log;
                count++;
            }
        }
        return Math.exp(-sum / count);
    }

    private static double agreement(List<Reading> bytes, List<Reading> floats) {
        int same = 0;
        int all = 0;
        for (int i = 0; i < bytes.size(); i++) {
            int[] some = bytes.get(i).choices();
            int[] others = floats.get(i).choices();
            for (int k = 0; k < some.length; k++) {
                same += some[k] == others[k] ? 1 : 0;
                all++;
            }
        }
        return (double) same / all;
    }

    /** The share of prompts that are answered with the same text alone and among fifteen others. */
    private double aloneEqualsBatched(KernelModel opened) throws IOException, InterruptedException {
        log.accept("answering " + PROMPTS + " prompts alone, then " + CROWD + " at a time");
        List<Message> questions = KernelTexts.questions(PROMPTS);
        try (Engine engine = opened.engine(CROWD, 8 * KV_TOKENS)) {
            List<String> alone = new ArrayList<>();
            for (Message question : questions) {
                alone.add(text(start(engine, question)));
            }
            List<Generation> crowd =
                    questions.stream().map(question -> start(engine, question)).toList();
            int same = 0;
            for (int i = 0; i < crowd.size(); i++) {
                same += text(crowd.get(i)).equals(alone.get(i)) ? 1 : 0;
            }
            return (double) same / PROMPTS;
        }
    }

    private static Generation start(Engine engine, Message question) {
        return engine.start(
                new GenerationRequest(Prompt.of(question), Sampling.GREEDY, WRITTEN, List.of(), null, piece -> {}));
    }

    private static String text(Generation generation) throws IOException, InterruptedException {
        Completion completion = generation.await(PATIENCE);
        if (completion.ending() == Completion.Ending.FAILED || completion.ending() == Completion.Ending.DEADLINE) {
            throw new IOException("A generation ended " + completion.ending() + ".");
        }
        return completion.text();
    }
}
