package io.wenwen.catalog.retrieval;

import io.wenwen.core.embedding.Embedder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors of texts, computed once and kept in a file by the text's hash, because computing thousands takes minutes on a slow
 * machine. A file that is cut off or of another kind of embedder loses only what does not read.
 */
final class TitleVectors {

    private static final Logger LOG = LoggerFactory.getLogger(TitleVectors.class);
    private static final int BATCH = 64;
    private static final int HASH = 16;

    private final Path file;
    private final Embedder embedder;

    TitleVectors(Path directory, Embedder embedder) {
        this.file = directory.resolve("vectors-" + embedder.getClass().getSimpleName() + "-" + embedder.dimensions());
        this.embedder = embedder;
    }

    /** The texts' vectors in their order; {@code null} if stopped before the end. */
    float @org.jspecify.annotations.Nullable [][] of(List<String> texts, BooleanSupplier stopped, DoubleConsumer share)
            throws IOException {
        Map<String, float[]> known = read();
        Map<String, String> missing = new LinkedHashMap<>();
        for (String text : texts) {
            String hash = hash(text);
            if (!known.containsKey(hash)) {
                missing.put(hash, text);
            }
        }
        int done = texts.size() - missing.size();
        share.accept(texts.isEmpty() ? 1 : (double) done / texts.size());
        List<Map.Entry<String, String>> queue = new ArrayList<>(missing.entrySet());
        for (int from = 0; from < queue.size(); from += BATCH) {
            if (stopped.getAsBoolean()) {
                return null;
            }
            List<Map.Entry<String, String>> batch = queue.subList(from, Math.min(queue.size(), from + BATCH));
            List<float[]> vectors = embedder.embedPassages(
                    batch.stream().map(Map.Entry::getValue).toList());
            append(batch, vectors);
            for (int i = 0; i < batch.size(); i++) {
                known.put(batch.get(i).getKey(), vectors.get(i));
            }
            done += batch.size();
            share.accept((double) done / texts.size());
        }
        float[][] all = new float[texts.size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = java.util.Objects.requireNonNull(known.get(hash(texts.get(i))));
        }
        return all;
    }

    private Map<String, float[]> read() throws IOException {
        Map<String, float[]> known = new HashMap<>();
        if (!Files.exists(file)) {
            return known;
        }
        long record = HASH + 4L * embedder.dimensions();
        long whole = Files.size(file) / record;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            byte[] hash = new byte[HASH];
            for (long i = 0; i < whole; i++) {
                in.readFully(hash);
                float[] vector = new float[embedder.dimensions()];
                for (int d = 0; d < vector.length; d++) {
                    vector[d] = in.readFloat();
                }
                known.put(HexFormat.of().formatHex(hash), vector);
            }
        } catch (EOFException e) {
            LOG.warn("Vector file {} ends early; what is missing is computed again.", file);
        }
        if (Files.size(file) != whole * record) {
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole * record);
            }
        }
        return known;
    }

    private void append(List<Map.Entry<String, String>> batch, List<float[]> vectors) throws IOException {
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16))) {
            for (int i = 0; i < batch.size(); i++) {
                out.write(HexFormat.of().parseHex(batch.get(i).getKey()));
                for (float x : vectors.get(i)) {
                    out.writeFloat(x);
                }
            }
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
