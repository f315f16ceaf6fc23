package io.wenwen.catalog.retrieval;

import io.wenwen.catalog.analysis.CatalogAnalyzer;
import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Sku;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Products by their words: BM25F over title, names (category, brand, attributes, options) and text, once in dictionary words and
 * once in character pairs. Kept on disk and opened again where content and format are the same. Thread-safe.
 */
public final class WordIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WordIndex.class);

    /** Changes whenever an index written by an earlier version would be read wrongly or rank differently. */
    private static final String FORMAT = "1";

    private static final String FORMAT_KEY = "wenwen.format";
    private static final String CONTENT_KEY = "wenwen.content";
    /** Field weights of BM25F: how many occurrences in the text one in this field counts as. */
    private static final Map<String, Float> WEIGHTS = Map.of("title", 4f, "names", 3f, "text", 1f);

    /** A query of more terms than this says no more. */
    private static final int MOST_TERMS = 64;

    private final FSDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Segmenter segmenter;

    private WordIndex(FSDirectory directory, DirectoryReader reader, Segmenter segmenter) {
        this.directory = directory;
        this.reader = reader;
        this.segmenter = segmenter;
        this.searcher = new IndexSearcher(reader);
        this.searcher.setSimilarity(new BM25Similarity());
    }

    /** Opens the index of this content below {@code directory}, or writes it. */
    public static WordIndex open(Path directory, String content, List<Product> products, Segmenter segmenter) {
        Path own = directory.resolve("words-" + content);
        try {
            Files.createDirectories(directory);
            WordIndex kept = reopen(own, content, products.size(), segmenter);
            if (kept == null) {
                delete(own);
                write(own, content, products, segmenter);
                kept = reopen(own, content, products.size(), segmenter);
            }
            if (kept == null) {
                throw new IOException("The index just written to " + own + " does not read back; is the disk full?");
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The product index in " + directory + " can neither be read nor written.", e);
        }
    }

    private static @Nullable WordIndex reopen(Path own, String content, int products, Segmenter segmenter) {
        if (!Files.isDirectory(own)) {
            return null;
        }
        try {
            FSDirectory directory = FSDirectory.open(own);
            DirectoryReader reader = DirectoryReader.open(directory);
            Map<String, String> data = reader.getIndexCommit().getUserData();
            if (FORMAT.equals(data.get(FORMAT_KEY))
                    && content.equals(data.get(CONTENT_KEY))
                    && reader.numDocs() == products) {
                for (var leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
                return new WordIndex(directory, reader, segmenter);
            }
            reader.close();
            directory.close();
            LOG.info("Product index {} is of another format or content; it is written anew.", own);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Product index {} is damaged ({}); it is written anew.", own, e.toString());
        }
        return null;
    }

    private static void write(Path own, String content, List<Product> products, Segmenter segmenter)
            throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new CatalogAnalyzer(segmenter));
        config.setSimilarity(new BM25Similarity());
        config.setUseCompoundFile(true);
        try (FSDirectory directory = FSDirectory.open(own);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < products.size(); i++) {
                writer.addDocument(document(i, products.get(i)));
            }
            writer.forceMerge(1);
            writer.setLiveCommitData(
                    Map.of(FORMAT_KEY, FORMAT, CONTENT_KEY, content).entrySet());
            writer.commit();
        }
    }

    private static Document document(int number, Product product) {
        Document document = new Document();
        document.add(new StoredField("number", number));
        add(document, "title", product.title());
        add(document, "names", names(product));
        add(document, "text", product.brief() + "\n" + product.description());
        return document;
    }

    private static void add(Document document, String field, String text) {
        document.add(new TextField(field, text, Field.Store.NO));
        document.add(new TextField(field + CatalogAnalyzer.BIGRAMS, text, Field.Store.NO));
    }

    private static String names(Product product) {
        StringBuilder names = new StringBuilder(String.join(" ", product.category()));
        if (product.brand() != null) {
            names.append(' ').append(product.brand());
        }
        for (Attribute attribute : product.attributes()) {
            names.append(' ').append(attribute.name()).append(' ').append(String.join(" ", attribute.values()));
        }
        Set<String> options = new HashSet<>();
        for (Sku sku : product.skus()) {
            sku.options().values().stream()
                    .filter(options::add)
                    .forEach(v -> names.append(' ').append(v));
        }
        return names.toString();
    }

    /**
     * BM25F scores by product number, at most {@code limit}, best first.
     *
     * @param bigrams over character pairs instead of dictionary words
     */
    public Map<Integer, Float> search(String text, boolean bigrams, int limit) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        Set<String> seen = new HashSet<>();
        for (Segmenter.Word term : CatalogAnalyzer.terms(segmenter, text, bigrams)) {
            if (seen.size() < MOST_TERMS && seen.add(term.text())) {
                CombinedFieldQuery.Builder combined = new CombinedFieldQuery.Builder(term.text());
                WEIGHTS.forEach((field, weight) ->
                        combined.addField(bigrams ? field + CatalogAnalyzer.BIGRAMS : field, weight));
                query.add(combined.build(), BooleanClause.Occur.SHOULD);
            }
        }
        Map<Integer, Float> scores = new java.util.LinkedHashMap<>();
        if (seen.isEmpty() || reader.numDocs() == 0) {
            return scores;
        }
        try {
            var stored = searcher.storedFields();
            for (ScoreDoc hit : searcher.search(query.build(), Math.min(limit, reader.numDocs())).scoreDocs) {
                Number number = java.util.Objects.requireNonNull(
                        stored.document(hit.doc).getField("number").numericValue());
                scores.put(number.intValue(), hit.score);
            }
            return scores;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the product index failed.", e);
        }
    }

    /** Deletes what earlier content left below {@code directory}. */
    static void forgetOthers(Path directory, String content) throws IOException {
        Path own = directory.resolve("words-" + content);
        try (Stream<Path> others = Files.list(directory)) {
            for (Path other : others.toList()) {
                String name = String.valueOf(other.getFileName());
                if (name.startsWith("words-") && !other.equals(own)) {
                    delete(other);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            directory.close();
        } catch (IOException e) {
            LOG.warn("Closing the product index failed: {}", e.toString());
        }
    }
}
