package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.decode.EncodedPrompt;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.EngineLimits;
import io.wenwen.core.kernel.decode.ModelRunner;
import io.wenwen.core.kernel.decode.PromptEncoder;
import io.wenwen.core.kernel.decode.Slice;
import io.wenwen.core.kernel.model.FileHash;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.TensorInfo;
import io.wenwen.core.kernel.text.BytePairTokenizer;
import io.wenwen.core.kernel.text.ChatTemplate;
import io.wenwen.core.kernel.x86.ByteProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a Qwen2, Qwen2.5 or dense Qwen3 GGUF file on this machine's processor: the file in, an {@link Engine} out. The first opening converts the
 * weights to eight bits and keeps them in a cache folder; later ones map that file and are ready in seconds.
 */
public final class QwenModel {

    private static final Logger LOG = LoggerFactory.getLogger(QwenModel.class);

    /** Raise it when the converter's result changes: files of older versions are then not taken. */
    private static final int CONVERTER_VERSION = 1;

    /** Prompt tokens read in one step while others answer. */
    private static final int CHUNK = 128;

    /** Tokens that may wait, in terms of those that fit in memory: work for a minute on a small machine. */
    private static final int QUEUED_SHARE = 8;

    private static final int WARM_UP_STEPS = 8;

    private QwenModel() {}

    /**
     * Opens a model.
     *
     * @param gguf the model file
     * @param cacheFolder where converted weights are kept (about one byte a weight); made if missing
     * @param progress hears how far it is
     * @throws io.wenwen.core.kernel.model.ModelFileException if the file is damaged or of an unsupported architecture
     * @throws ModelTooLargeException if memory does not suffice
     * @throws IOException if a file cannot be read or written
     */
    public static Engine open(Path gguf, Path cacheFolder, EngineOptions options, Progress progress)
            throws IOException {
        GgufFile file = GgufFile.open(gguf);
        RowWorkers workers = new RowWorkers(OnnxThreads.count());
        try {
            return open(file, cacheFolder, options, progress, workers);
        } catch (IOException | RuntimeException | Error e) {
            workers.close();
            file.close();
            throw e;
        }
    }

    /**
     * Opens what computes a model's logits, without an engine around it: for measuring a number format. Parameters and errors as for
     * {@link #open(Path, Path, EngineOptions, Progress)}.
     */
    public static ModelRunner openRunner(Path gguf, Path cacheFolder, EngineOptions options, Progress progress)
            throws IOException {
        GgufFile file = GgufFile.open(gguf);
        RowWorkers workers = new RowWorkers(OnnxThreads.count());
        try {
            String hash = FileHash.sha256(gguf, (done, all) -> {});
            return runner(file, hash, cacheFolder, options, progress, workers);
        } catch (IOException | RuntimeException | Error e) {
            workers.close();
            file.close();
            throw e;
        }
    }

    private static Engine open(
            GgufFile file, Path cacheFolder, EngineOptions options, Progress progress, RowWorkers workers)
            throws IOException {
        BytePairTokenizer tokenizer = BytePairTokenizer.of(file);
        ChatTemplate template = ChatTemplate.of(file);
        progress.at(Progress.Step.CHECKING, 0);
        String hash = FileHash.sha256(
                file.path(), (done, all) -> progress.at(Progress.Step.CHECKING, all == 0 ? 1 : (double) done / all));
        QwenRunner runner = runner(file, hash, cacheFolder, options, progress, workers);
        ModelCard card = new ModelCard(
                name(file.path()),
                hash,
                file.metadata().text("general.architecture"),
                options.format().name(),
                runner.contextLength(),
                runner.vocabularySize());
        return new Engine(
                card,
                tokenizer,
                encoder(tokenizer, template),
                runner,
                new EngineLimits(options.maxSequences(), options.maxQueued(), CHUNK)
                        .withQueuedTokens((long) QUEUED_SHARE * KvPages.PAGE * runner.pages()));
    }

    /** What computes the logits of a file; closes workers and file with itself. */
    static QwenRunner runner(
            GgufFile file, String hash, Path cacheFolder, EngineOptions wished, Progress progress, RowWorkers workers)
            throws IOException {
        GgufTensors tensors = new GgufTensors(file);
        QwenShape shape = tensors.shape();
        EngineOptions options = MemoryPlan.fitting(shape, wished, MemoryPlan.heap());
        if (options.kvTokens() < wished.kvTokens()) {
            LOG.warn(
                    "Keeps {} tokens in memory instead of {}: the Java heap holds no more. A larger -Xmx allows more "
                            + "and longer answers at a time.",
                    options.kvTokens(),
                    wished.kvTokens());
        }
        MemoryPlan plan = MemoryPlan.of(shape, options);
        LOG.info("Memory of {}: {}", name(file.path()), plan.lines(shape, options));
        plan.check(name(file.path()), MemoryPlan.available(), MemoryPlan.heap());
        int maxRows = 2 * CHUNK + options.maxSequences();
        boolean bytes = options.format() == NumberFormat.W8A8;
        Buffers buffers = QwenRunner.buffers(shape, maxRows, bytes);
        QwenWeights weights;
        if (bytes) {
            weights = converted(file, tensors, hash, cacheFolder, buffers, progress, workers);
        } else {
            progress.at(Progress.Step.LOADING, 0);
            checkNumbers(file);
            weights = new FloatWeights(tensors, workers).all(buffers);
            progress.at(Progress.Step.LOADING, 1);
        }
        int pages = Math.ceilDiv(options.kvTokens(), KvPages.PAGE);
        QwenRunner runner = new QwenRunner(tensors, weights, pages, maxRows, workers, file::close);
        warmUp(runner);
        return runner;
    }

    /** Lets Java compile the passes between products, which run many times slower before: the first shopper should not wait for it. */
    private static void warmUp(QwenRunner runner) {
        int rows = 2 * KvPages.PAGE;
        int[] tokens = new int[rows + WARM_UP_STEPS];
        int[] pages = new int[Math.ceilDiv(tokens.length, KvPages.PAGE)];
        Arrays.setAll(tokens, i -> i);
        Arrays.setAll(pages, i -> Math.min(i, runner.pages() - 1));
        float[][] logits = new float[1][runner.vocabularySize()];
        for (int step = 0; step < WARM_UP_STEPS; step++) {
            runner.forward(List.of(new Slice(tokens, 0, rows, pages, logits)));
            runner.forward(List.of(new Slice(tokens, rows, 1, pages, logits)));
        }
    }

    private static PromptEncoder encoder(BytePairTokenizer tokenizer, ChatTemplate template) {
        return prompt -> {
            int[] opening = tokenizer.encode(prompt.opening());
            if (prompt.messages().isEmpty()) {
                return new EncodedPrompt(opening, 0);
            }
            int[] chat = template.encode(prompt.messages(), prompt.tools(), tokenizer, true);
            int shared =
                    template.encodePrefix(prompt.messages(), prompt.sharedMessages(), prompt.tools(), tokenizer).length;
            int[] all = Arrays.copyOf(chat, chat.length + opening.length);
            System.arraycopy(opening, 0, all, chat.length, opening.length);
            return new EncodedPrompt(all, shared);
        };
    }

    private static QwenWeights converted(
            GgufFile file,
            GgufTensors tensors,
            String hash,
            Path folder,
            Buffers buffers,
            Progress progress,
            RowWorkers workers)
            throws IOException {
        boolean signed = CpuFeatures.signedWeights();
        String flavour = signed ? "s8" : "u8";
        String key = hash + " W8A8 " + flavour + " converter " + CONVERTER_VERSION;
        Path target = folder.resolve(hash.substring(0, 16) + "-w8a8-" + flavour + "-" + CONVERTER_VERSION + ".weights");
        Files.createDirectories(folder);
        WeightFile weights;
        try {
            weights = WeightFile.open(target, key);
        } catch (NoSuchFileException | WeightFile.Damaged e) {
            if (e instanceof WeightFile.Damaged) {
                LOG.warn("Converting again: {}", e.getMessage());
            }
            convert(file, tensors, target, key, signed, progress, workers);
            weights = WeightFile.open(target, key);
        }
        return ByteConversion.load(
                weights, tensors.shape(), signed, buffers, workers, ByteProduct.ofThisMachine(), progress);
    }

    private static void convert(
            GgufFile file,
            GgufTensors tensors,
            Path target,
            String key,
            boolean signed,
            Progress progress,
            RowWorkers workers)
            throws IOException {
        long needed = tensors.shape().productWeights() + (16L << 20);
        Path folder = target.toAbsolutePath().getParent();
        long usable =
                folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        if (usable < needed) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "Converted weights need %.1f GB in %s, but %.1f GB is free. Free space there or choose another folder.",
                    needed / 1e9,
                    folder,
                    usable / 1e9));
        }
        checkNumbers(file);
        try (WeightFileWriter out = new WeightFileWriter(target, key)) {
            new ByteConversion(tensors, signed, workers)
                    .write(CalibrationTexts.encode(BytePairTokenizer.of(file), ChatTemplate.of(file)), out, progress);
            out.finish();
        }
    }

    /** Once for a file: converted weights are kept under its hash. */
    private static void checkNumbers(GgufFile file) throws IOException {
        for (TensorInfo tensor : file.tensors()) {
            file.check(tensor);
        }
    }

    /** The file's name without quantisation and ending: {@code qwen2.5-coder-0.5b-instruct}. */
    static String name(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.replaceFirst("\\.gguf$", "").replaceFirst("[-.](i?q\\d\\w*|f16|f32|bf16)$", "");
    }
}
