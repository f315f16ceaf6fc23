package io.wenwen.catalog.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.core.embedding.BgeSmallZh;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 125 real queries over 11,082 real titles, one relevant title each: nDCG@10. */
@Tag("data")
class HybridSearchIsNoWorseThanItsLegsTest {

    private final Map<String, String> relevant = new HashMap<>();
    private final Map<String, String> queries = new HashMap<>();

    @Test
    void fusedRankingBeatsWordsAloneAndMeaningAlone() throws IOException {
        Path data = datasets().resolve("zh-product-search");
        List<Product> products = corpus(data);
        for (String line : Files.readAllLines(data.resolve("qrels_shared.tsv"))) {
            String[] cells = line.split("\\s+");
            relevant.put(cells[0], cells[2]);
        }
        for (String line : Files.readAllLines(data.resolve("queries_shared.tsv"))) {
            String[] cells = line.split("\t");
            if (relevant.containsKey(cells[0])) {
                queries.put(cells[0], cells[1]);
            }
        }
        Path directory = Path.of("target", "zh-product-search");
        try (BgeSmallZh embedder = new BgeSmallZh();
                Retriever retriever = new Retriever(
                        directory, "corpus", products, new Segmenter(List.of()), embedder, Retriever.Weights.HYBRID)) {
            double words = ndcg(retriever, products);
            retriever.learnMeanings(products);
            double hybrid = ndcg(retriever, products);
            double meaning = meaning(directory, embedder, products);
            System.out.printf("nDCG@10: words %.4f, meaning %.4f, hybrid %.4f%n", words, meaning, hybrid);
            assertThat(words).isGreaterThan(0.60);
            assertThat(hybrid).isGreaterThanOrEqualTo(Math.max(words, meaning));
        }
    }

    private double meaning(Path directory, BgeSmallZh embedder, List<Product> products) {
        try (Retriever retriever = new Retriever(
                directory, "corpus", products, new Segmenter(List.of()), embedder, new Retriever.Weights(0, 0, 1))) {
            retriever.learnMeanings(products);
            return ndcg(retriever, products);
        }
    }

    private double ndcg(Retriever retriever, List<Product> products) {
        double sum = 0;
        for (Map.Entry<String, String> query : queries.entrySet()) {
            List<String> ids = retriever.rank(query.getValue()).entrySet().stream()
                    .sorted(Comparator.comparingDouble((Map.Entry<Integer, Retriever.Relevance> e) ->
                                    -e.getValue().score())
                            .thenComparing(Map.Entry::getKey))
                    .limit(10)
                    .map(e -> products.get(e.getKey()).id().value())
                    .toList();
            int place = ids.indexOf(relevant.get(query.getKey()));
            sum += place < 0 ? 0 : Math.log(2) / Math.log(place + 2);
        }
        return sum / queries.size();
    }

    private static List<Product> corpus(Path data) throws IOException {
        List<Product> products = new ArrayList<>();
        JsonMapper json = JsonMapper.shared();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve("corpus.jsonl.gz"))), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = json.readTree(line);
                String id = row.get("id").asString();
                products.add(new Product(
                        new ProductId(id),
                        row.get("title").asString(),
                        List.of("商品"),
                        null,
                        "",
                        "",
                        List.of(),
                        List.of(new Sku(new SkuId(id), Map.of(), Money.yuan(1), 1, null)),
                        0,
                        0,
                        0,
                        null,
                        List.of()));
            }
        }
        return products;
    }

    private static Path datasets() {
        String named = System.getenv("WENWEN_DATASETS");
        Path found = named == null ? null : Path.of(named);
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/datasets"))) {
                found = at.resolve("shared/datasets");
            }
        }
        boolean there = found != null && Files.exists(found.resolve("zh-product-search/corpus.jsonl.gz"));
        if (!there && "true".equals(System.getenv("CI"))) {
            fail("The data set zh-product-search is missing; set WENWEN_DATASETS to the folder that holds it.");
        }
        assumeTrue(there, "data set zh-product-search not found; set WENWEN_DATASETS");
        return java.util.Objects.requireNonNull(found);
    }
}
