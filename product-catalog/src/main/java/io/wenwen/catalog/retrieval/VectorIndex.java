package io.wenwen.catalog.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Products by meaning: their titles' vectors in an HNSW graph with quantised vectors. In memory; it is built from
 * {@link TitleVectors} in seconds. Thread-safe.
 */
final class VectorIndex implements AutoCloseable {

    private static final String VECTOR = "vector";

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    VectorIndex(float[][] vectors) {
        KnnVectorsFormat format = new Lucene104HnswScalarQuantizedVectorsFormat();
        IndexWriterConfig config = new IndexWriterConfig().setCodec(new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        });
        try {
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (int i = 0; i < vectors.length; i++) {
                    Document document = new Document();
                    document.add(new StoredField("number", i));
                    document.add(new KnnFloatVectorField(VECTOR, vectors[i], VectorSimilarityFunction.DOT_PRODUCT));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            reader = DirectoryReader.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Building the vector index in memory failed.", e);
        }
        searcher = new IndexSearcher(reader);
    }

    /** Cosine by product number, best first. */
    Map<Integer, Float> search(float[] query, int limit) {
        Map<Integer, Float> cosines = new LinkedHashMap<>();
        if (reader.numDocs() == 0) {
            return cosines;
        }
        try {
            int k = Math.min(limit, reader.numDocs());
            var stored = searcher.storedFields();
            for (ScoreDoc hit : searcher.search(new KnnFloatVectorQuery(VECTOR, query, k), k).scoreDocs) {
                Number number = Objects.requireNonNull(
                        stored.document(hit.doc).getField("number").numericValue());
                // Lucene scores a dot product d as (1 + d) / 2.
                cosines.put(number.intValue(), 2 * hit.score - 1);
            }
            return cosines;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the vector index failed.", e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
