package io.wenwen.catalog;

import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.price.RuleWriter;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.catalog.query.Grammar;
import io.wenwen.catalog.query.Lexicon;
import io.wenwen.catalog.retrieval.Checker;
import io.wenwen.catalog.retrieval.Retriever;
import io.wenwen.catalog.retrieval.Searcher;
import io.wenwen.core.embedding.Embedder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One state of the shop; what is in it never changes, only search by meaning joins when its vectors are ready. */
record Shop(
        String name,
        String version,
        Map<ProductId, Product> products,
        Map<SkuId, Offer> offers,
        List<Promotion> promotions,
        RuleBook rules,
        Checker checker,
        Lexicon lexicon,
        Grammar grammar,
        Retriever retriever,
        Searcher searcher)
        implements AutoCloseable {

    /**
     * Builds or reopens everything that is needed to answer by words.
     *
     * @param own rules beside the promotions
     * @throws IllegalArgumentException if two products or two SKUs share an id
     */
    static Shop of(
            Path directory,
            @Nullable Embedder embedder,
            String name,
            List<Product> products,
            List<Promotion> promotions,
            List<Rule> own) {
        RuleBook rules = new RuleBook(promotions, own, Instant.now());
        Map<ProductId, Product> byId = new LinkedHashMap<>();
        Map<SkuId, Offer> offers = new LinkedHashMap<>();
        for (Product product : products) {
            if (byId.putIfAbsent(product.id(), product) != null) {
                throw new IllegalArgumentException("Two products are called " + product.id() + "; ids name one each.");
            }
            for (Sku sku : product.skus()) {
                if (offers.put(sku.id(), new Offer(product, sku, rules.price(product, sku))) != null) {
                    throw new IllegalArgumentException("Two SKUs are called " + sku.id() + "; ids name one each.");
                }
            }
        }
        List<Product> kept = List.copyOf(products);
        String content = hash(name, kept, promotions, own);
        Lexicon lexicon = new Lexicon(kept);
        Checker checker = new Checker(rules);
        Retriever retriever =
                new Retriever(directory, content, kept, lexicon.segmenter(), embedder, Retriever.Weights.HYBRID);
        return new Shop(
                name,
                content,
                Collections.unmodifiableMap(byId),
                Collections.unmodifiableMap(offers),
                List.copyOf(promotions),
                rules,
                checker,
                lexicon,
                new Grammar(lexicon),
                retriever,
                new Searcher(kept, checker, retriever));
    }

    /** Records print all their parts in order, so their text is their content. */
    private static String hash(String name, List<Product> products, List<Promotion> promotions, List<Rule> own) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            for (Product product : products) {
                digest.update(product.toString().getBytes(StandardCharsets.UTF_8));
            }
            digest.update(promotions.toString().getBytes(StandardCharsets.UTF_8));
            for (Rule rule : own) {
                digest.update(RuleWriter.write(rule).toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        retriever.close();
    }
}
