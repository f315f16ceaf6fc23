package io.wenwen.catalog.demo;

import io.wenwen.catalog.demo.AttributeRule.Drawn;
import io.wenwen.catalog.demo.Knowledge.Brand;
import io.wenwen.catalog.demo.Knowledge.Leaf;
import io.wenwen.catalog.demo.Vocabulary.Facts;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Review;
import io.wenwen.catalog.product.Sku;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes the products of one leaf category, each from its own seed, none with a title like an earlier one's. */
final class ProductMaker {

    static final int FEWEST_ATTRIBUTES = 8;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 1030;
    private static final double LIKENESS = 0.7;

    /** How merchants stack keywords. Each holds a mark that tidy titles never have. */
    private static final List<String> MESSY = List.of(
            "【新品】{b}{n}{x}{x} {v}/{v} 2026爆款",
            "{x} {v} {n}★{b}{s} {x}！！",
            "{b} {n}  {v}{v} {n} {x}【现货】",
            "2026新款{n}{x}{b}{v}～{s} {x}包邮",
            "【热卖】{n} {n} {b}  {s} {v}/{v}/{x}",
            "{n}{v}{x}{x}■{b}■{s}款",
            "【{b}】{s} {n}～{x}～{v}",
            "★{x}★{b} {v}  {n}/{n} {s}",
            "{v}{n}！{b}{s}！{x} {x}",
            "【店长推荐】{b} {v}{n}+{x}  {x}");

    /** What sellers hang behind a title that is still short. */
    private static final List<String> TAILS = List.of(" {v}", " {v} {x}", " {x}", " {v}{x}", "", " {x} {v}");

    private final Leaf leaf;
    private final Vocabulary vocabulary;
    private final List<Set<String>> titles = new ArrayList<>();

    ProductMaker(Leaf leaf) {
        this.leaf = leaf;
        vocabulary = new Vocabulary(leaf);
    }

    Product make(String id, long seed) {
        Random random = new Random(seed);
        random.nextInt();
        Brand brand = Draw.one(random, Knowledge.get().brands(leaf.domain().name()));
        List<Drawn> drawn = draw(random);
        List<Attribute> attributes = drawn.stream().map(Drawn::attribute).toList();
        List<Sku> skus = new SkuMaker(random).make(id, leaf.options(), price(random, brand, drawn));
        Facts facts = vocabulary.facts(attributes, skus);
        String fitting = Draw.fitting(random, leaf.series(), name -> vocabulary.fits(name, facts));
        String series = fitting == null ? "" : fitting;
        TextMaker texts = new TextMaker(random, leaf, vocabulary, attributes, facts, brand.name(), series);
        String title = title(texts, random.nextInt(10) == 0 ? MESSY : leaf.titles(), brand.name() + series);
        long sales = (long) Math.min(30_000, Math.exp(random.nextGaussian() * 1.7 + 4.2));
        int ratings = random.nextInt(12) == 0 ? 0 : (int) (sales * (0.3 + random.nextDouble() * 2));
        double rating = ratings == 0 ? 0 : Math.round((4.95 - Math.abs(random.nextGaussian()) * 0.35) * 10) / 10.0;
        List<Review> reviews = ratings == 0
                ? List.of()
                : new ReviewMaker(random, leaf, vocabulary, facts).make(Math.min(ratings, random.nextInt(9)), rating);
        return new Product(
                new ProductId(id),
                title,
                leaf.path(),
                brand.name(),
                texts.fill(leaf.domain().briefs(), series + "系列" + leaf.name()),
                description(texts),
                attributes,
                skus,
                Math.max(0, rating),
                ratings,
                sales,
                FIRST_DAY.plusDays(random.nextInt(DAYS)),
                reviews);
    }

    private List<Drawn> draw(Random random) {
        List<Drawn> drawn = new ArrayList<>();
        int left = leaf.attributes().size();
        for (AttributeRule rule : leaf.attributes()) {
            Drawn value = rule.draw(random);
            boolean unsaid = random.nextInt(100) < (rule.rare() ? 40 : 7);
            if (unsaid && drawn.size() + left > FEWEST_ATTRIBUTES) {
                left--;
                continue;
            }
            left--;
            drawn.add(value);
        }
        return drawn;
    }

    /** Within the category's band, on a logarithmic scale: brand tier, costly properties, and chance. */
    private double price(Random random, Brand brand, List<Drawn> drawn) {
        double quality = leaf.attributes().stream()
                .filter(AttributeRule::dearer)
                .flatMap(rule -> drawn.stream().filter(d -> d.attribute().name().equals(rule.name())))
                .mapToDouble(Drawn::place)
                .average()
                .orElse(0.5);
        double place = 0.38 * brand.tier() / 2 + 0.4 * quality + 0.22 * random.nextDouble();
        return leaf.lowest() * Math.pow(leaf.dearest() / leaf.lowest(), place);
    }

    private String title(TextMaker texts, List<String> patterns, String otherwise) {
        String title = otherwise + leaf.name();
        for (int i = 0; i < 12; i++) {
            title = texts.fill(patterns, otherwise + leaf.name());
            if (i < 6) {
                title = texts.extended(title, TAILS);
            }
            Set<String> bigrams = bigrams(title);
            if (titles.stream().noneMatch(t -> jaccard(t, bigrams) > LIKENESS)) {
                break;
            }
        }
        titles.add(bigrams(title));
        return title;
    }

    private String description(TextMaker texts) {
        StringBuilder text = new StringBuilder();
        texts.fillSome(leaf.domain().opens(), 2).forEach(text::append);
        texts.fillSome(
                        leaf.domain().closes(),
                        1 + Math.min(1, leaf.domain().closes().size() - 1))
                .forEach(text::append);
        return text.isEmpty() ? leaf.name() : text.toString();
    }

    static Set<String> bigrams(String title) {
        String text = title.replace(" ", "");
        Set<String> bigrams = new HashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            bigrams.add(text.substring(i, i + 2));
        }
        return bigrams;
    }

    static double jaccard(Set<String> a, Set<String> b) {
        long both = a.stream().filter(b::contains).count();
        return (double) both / (a.size() + b.size() - both);
    }
}
