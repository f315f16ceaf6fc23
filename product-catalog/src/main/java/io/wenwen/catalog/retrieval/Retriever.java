package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.product.Product;
import io.wenwen.core.embedding.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ranks products by a text: dictionary words, character pairs and, once their vectors are ready, meaning. Thread-safe.
 *
 * <p>Fusion: {@code score = W·w/max(w) + B·b/max(b) + V·(cos - floor)/(max(cos) - floor)} over each leg's best {@value #DEPTH};
 * a product that a leg did not find gets 0 from it. W, B and V are set by the measurement of
 * {@code HybridSearchIsNoWorseThanItsLegsTest}.
 */
public final class Retriever implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retriever.class);
    private static final int DEPTH = 200;

    private final @Nullable WordIndex words;
    private final @Nullable Embedder embedder;
    private final Weights weights;
    private final Path directory;
    private final String content;
    private volatile @Nullable VectorIndex vectors;
    private volatile double ready;
    private volatile boolean closed;

    /** How much each leg counts. */
    public record Weights(double words, double bigrams, double vectors) {
        public static final Weights HYBRID = new Weights(0.25, 0.2, 0.55);
    }

    /**
     * How relevant a product is.
     *
     * @param score 0 to 1
     * @param named true where words of the query occur in the product
     */
    public record Relevance(double score, boolean named, double wordShare, double bigramShare, double cosine) {
        String why() {
            return String.format(
                    java.util.Locale.ROOT, "words %.2f pairs %.2f meaning %.3f", wordShare, bigramShare, cosine);
        }
    }

    public Retriever(
            Path directory,
            String content,
            List<Product> products,
            Segmenter segmenter,
            @Nullable Embedder embedder,
            Weights weights) {
        this.words = products.isEmpty() ? null : WordIndex.open(directory, content, products, segmenter);
        this.directory = directory;
        this.content = content;
        this.embedder = embedder;
        this.weights = weights;
    }

    /** Computes what vectors are missing and then searches by meaning as well; blocks for minutes, or until closed. */
    public void learnMeanings(List<Product> products) {
        Embedder by = embedder;
        if (by == null) {
            return;
        }
        try {
            List<String> titles = products.stream().map(Product::title).toList();
            float[][] all =
                    new TitleVectors(directory, by).of(titles, () -> closed, share -> ready = Math.min(share, 0.999));
            if (all != null && !closed) {
                vectors = new VectorIndex(all);
                ready = 1;
                LOG.info("Search by meaning is ready: {} titles.", all.length);
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.warn("Search by meaning is off: {}. Search by words goes on.", e.toString());
            }
        }
    }

    /** Deletes the indexes of earlier content; call once nobody searches them. */
    public void forgetEarlier() {
        try {
            if (words != null) {
                WordIndex.forgetOthers(directory, content);
            }
        } catch (IOException e) {
            LOG.warn("An earlier product index below {} stays on disk: {}", directory, e.toString());
        }
    }

    /** Share of vectors that are ready. */
    public double meaningsReady() {
        return ready;
    }

    public boolean hybrid() {
        return vectors != null;
    }

    /** Relevance by product number; products that no leg found are absent. */
    public Map<Integer, Relevance> rank(String text) {
        WordIndex lexical = words;
        if (text.isBlank() || lexical == null) {
            return Map.of();
        }
        Map<Integer, Float> byWord = lexical.search(text, false, DEPTH);
        Map<Integer, Float> byPair = lexical.search(text, true, DEPTH);
        VectorIndex index = vectors;
        Embedder by = embedder;
        Map<Integer, Float> byMeaning =
                index == null || by == null ? Map.of() : index.search(by.embedQuery(text), DEPTH);
        double total = weights.words + weights.bigrams + (byMeaning.isEmpty() ? 0 : weights.vectors);
        double bestWord = best(byWord);
        double bestPair = best(byPair);
        double bestCosine = best(byMeaning);
        double floor = byMeaning.values().stream()
                .mapToDouble(Float::doubleValue)
                .min()
                .orElse(0);
        Map<Integer, Relevance> ranked = new HashMap<>();
        for (Map<Integer, Float> leg : List.of(byWord, byPair, byMeaning)) {
            for (Integer number : leg.keySet()) {
                ranked.computeIfAbsent(number, n -> {
                    double w = share(byWord.get(n), 0, bestWord);
                    double b = share(byPair.get(n), 0, bestPair);
                    double v = share(byMeaning.get(n), floor, bestCosine);
                    double score = (weights.words * w + weights.bigrams * b + weights.vectors * v) / total;
                    boolean named = byWord.containsKey(n) || byPair.containsKey(n);
                    Float cosine = byMeaning.get(n);
                    return new Relevance(score, named, w, b, cosine == null ? 0 : cosine);
                });
            }
        }
        return ranked;
    }

    private static double best(Map<Integer, Float> scores) {
        return scores.isEmpty() ? 0 : scores.values().iterator().next();
    }

    private static double share(@Nullable Float score, double floor, double best) {
        if (score == null || best <= floor) {
            return score == null ? 0 : 1;
        }
        return (score - floor) / (best - floor);
    }

    @Override
    public void close() {
        closed = true;
        if (words != null) {
            words.close();
        }
        VectorIndex index = vectors;
        if (index != null) {
            try {
                index.close();
            } catch (IOException e) {
                LOG.warn("Closing the vector index failed: {}", e.toString());
            }
        }
    }
}
