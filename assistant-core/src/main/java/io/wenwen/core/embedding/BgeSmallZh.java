package io.wenwen.core.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.wenwen.core.kernel.onnx.OnnxThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Chinese sentences as 512 numbers by BAAI's bge-small-zh-v1.5, on this machine and without a download: the int8 model and its
 * vocabulary lie in a jar on the class path. CLS pooling, unit length, at most 512 tokens of a text.
 *
 * <p>Model and vocabulary (24 MB) are loaded with the first text, so that a server's page need not wait for them; where they
 * cannot be, that text and each later one fails with {@link IllegalStateException}, which says why.
 *
 * <p>Each text is a run of its own. The model's int8 products share one activation scale over a whole batch, so in a batch a
 * text's vector would depend on its neighbours (cosine down to 0.99); several texts run side by side instead.
 */
public final class BgeSmallZh implements Embedder {

    /** What the model's card asks to be put before a short query that looks for longer passages. */
    private static final String QUERY_INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";

    private static final String MODEL = "/bge-small-zh-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-zh-v1.5-q-tokenizer.json";
    private static final int DIMENSIONS = 512;
    private static final int LONGEST = 512;
    private static final int BATCH = 32;

    /** What is in native memory, and the vocabulary that goes with it. */
    private record Loaded(OrtEnvironment environment, OrtSession session, WordPiece words) {}

    private final ExecutorService workers = Executors.newFixedThreadPool(
            OnnxThreads.count(),
            Thread.ofPlatform().daemon().name("embedding-", 0).factory());

    /** Texts are embedded under the shared lock; closing takes the other, as native memory must outlive its users. */
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

    private final Object loading = new Object();
    private volatile @Nullable Loaded loaded;
    private boolean closed;

    private Loaded loaded() {
        Loaded known = loaded;
        if (known != null) {
            return known;
        }
        synchronized (loading) {
            known = loaded;
            if (known == null) {
                known = load();
                loaded = known;
            }
            return known;
        }
    }

    private static Loaded load() {
        OrtEnvironment environment = OnnxThreads.environment();
        try (InputStream model = resource(MODEL);
                InputStream tokenizer = resource(TOKENIZER);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Signed int8 weights overflow in the 16-bit sums of AVX2; ONNX Runtime then takes them as unsigned.
            options.addConfigEntry("session.x64quantprecision", "1");
            return new Loaded(
                    environment, environment.createSession(model.readAllBytes(), options), WordPiece.read(tokenizer));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedding model on the class path does not read", e);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the embedding model: " + e.getMessage(), e);
        }
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public int tokens(String text) {
        return loaded().words().encode(text, text.length() + 2).length;
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public float[] embedQuery(String query) {
        return embed(QUERY_INSTRUCTION + query);
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        List<float[]> vectors = new ArrayList<>(passages.size());
        for (int from = 0; from < passages.size(); from += BATCH) {
            List<Future<float[]>> running = new ArrayList<>(BATCH);
            for (String passage : passages.subList(from, Math.min(from + BATCH, passages.size()))) {
                running.add(workers.submit(() -> embed(passage)));
            }
            for (Future<float[]> one : running) {
                vectors.add(result(one));
            }
        }
        return vectors;
    }

    private float[] embed(String text) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The embedding model is closed.");
            }
            Loaded model = loaded();
            return run(model, model.words().encode(text, LONGEST));
        } finally {
            open.readLock().unlock();
        }
    }

    private static float[] run(Loaded model, int[] ids) {
        long[] shape = {1, ids.length};
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor input = OnnxTensor.createTensor(
                        model.environment(),
                        LongBuffer.wrap(Arrays.stream(ids).asLongStream().toArray()),
                        shape);
                OnnxTensor attention = OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(mask), shape);
                OnnxTensor types =
                        OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result = model.session()
                        .run(Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
            float[] vector = new float[DIMENSIONS];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(vector);
            return unit(vector);
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "Embedding a text of " + ids.length + " tokens failed: " + e.getMessage(), e);
        }
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float v : vector) {
            sum += (double) v * v;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(sum, 1e-24)));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private static float[] result(Future<float[]> one) {
        try {
            return one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while embedding", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Embedding failed: " + e.getMessage(), e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = BgeSmallZh.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("The embedding model " + name
                    + " is not on the class path; add dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q.");
        }
        return in;
    }

    @Override
    public void close() {
        workers.shutdown();
        open.writeLock().lock();
        try {
            Loaded known = loaded;
            if (!closed && known != null) {
                known.session().close();
            }
            closed = true;
        } catch (OrtException e) {
            throw new IllegalStateException("Closing the embedding model failed: " + e.getMessage(), e);
        } finally {
            open.writeLock().unlock();
        }
    }
}
