package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.analysis.Phrases;
import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The words of one shop: its categories, brands, attributes and values as its catalogue writes them, how shoppers may say them, and
 * in which categories they occur. Immutable once built; learnt from the products alone, so any shop's catalogue will do.
 */
public final class Lexicon {

    /** Stands for the whole shop where a category is asked for. */
    static final String SHOP = "";

    private final Map<String, Set<String>> parents = new TreeMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Set<String> brands = new TreeSet<>();
    private final Map<String, Set<String>> values = new TreeMap<>();
    private final Map<String, Map<String, Integer>> spellings = new HashMap<>();
    private final Map<String, Integer> brandSizes = new HashMap<>();
    /** By place, then by attribute. */
    private final Map<String, Map<String, Usage>> usages = new HashMap<>();

    private final Map<String, Set<String>> attributesOf = new HashMap<>();
    private final Set<String> units = new TreeSet<>();
    private final Map<String, Quantity> measured = new HashMap<>();
    private final Segmenter segmenter;
    private final TitleNouns nouns;
    final Phrases<Meaning> phrases;

    public Lexicon(Collection<Product> products) {
        for (Product product : products) {
            count(product);
        }
        phrases = new LexiconPhrases(this).build();
        Set<String> words = new LinkedHashSet<>(parents.keySet());
        words.addAll(brands);
        phrases.entries().forEach(e -> words.add(e.getKey()));
        nouns = new TitleNouns(products);
        words.addAll(nouns.sure());
        segmenter = new Segmenter(words);
    }

    /** How one attribute is used within one category. */
    static final class Usage {
        int products;
        int quantities;
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        final Map<String, Integer> values = new HashMap<>();
        final Map<String, Integer> units = new TreeMap<>();
        final Set<BigDecimal> numbers = new HashSet<>();
        /** Products that state several of the values at once, options aside. */
        int several;

        void add(Quantity quantity) {
            units.merge(quantity.unit(), 1, Integer::sum);
            least = Math.min(least, quantity.number().doubleValue());
            most = Math.max(most, quantity.number().doubleValue());
            numbers.add(quantity.number());
        }

        /** True where nearly every value is one quantity. */
        boolean quantity() {
            return quantities > 0 && quantities * 10 >= products * 6;
        }

        String unit() {
            return units.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("");
        }
    }

    private void count(Product product) {
        Set<String> places = new LinkedHashSet<>(product.category());
        for (int i = 0; i < product.category().size(); i++) {
            String name = product.category().get(i);
            parents.computeIfAbsent(name, k -> new HashSet<>())
                    .addAll(product.category().subList(0, i));
            sizes.merge(name, 1, Integer::sum);
        }
        places.add(SHOP);
        String brand = product.brand();
        if (brand != null) {
            brands.add(brand);
            places.forEach(place -> brandSizes.merge(place + '\0' + brand, 1, Integer::sum));
        }
        Map<String, Set<String>> stated = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (Attribute attribute : product.attributes()) {
            if (attribute.number() != null && attribute.unit() != null) {
                measure(places, attribute.name(), new Quantity(Units.plain(attribute.number()), attribute.unit()));
            } else {
                stated.computeIfAbsent(attribute.name(), k -> new LinkedHashSet<>())
                        .addAll(attribute.values());
                if (attribute.values().size() > 1) {
                    several.add(attribute.name());
                }
            }
        }
        for (Sku sku : product.skus()) {
            sku.options()
                    .forEach((name, value) -> stated.computeIfAbsent(name, k -> new LinkedHashSet<>())
                            .add(value));
        }
        stated.forEach((name, of) -> count(places, name, of));
        for (String name : several) {
            places.forEach(place -> usageFor(place, name).several++);
        }
    }

    /** An attribute that the catalogue itself states as one number with a unit, whatever the unit. */
    private void measure(Set<String> places, String attribute, Quantity quantity) {
        units.add(Folding.key(quantity.unit()));
        measured.putIfAbsent(
                attribute + '\0' + quantity.number().toPlainString() + Folding.key(quantity.unit()), quantity);
        values.computeIfAbsent(attribute, k -> new TreeSet<>())
                .add(quantity.number().toPlainString() + quantity.unit());
        for (String place : places) {
            Usage usage = usageFor(place, attribute);
            usage.products++;
            usage.quantities++;
            usage.add(quantity);
        }
    }

    private Usage usageFor(String place, String attribute) {
        return usages.computeIfAbsent(place, k -> new HashMap<>()).computeIfAbsent(attribute, k -> {
            attributesOf.computeIfAbsent(place, p -> new TreeSet<>()).add(attribute);
            return new Usage();
        });
    }

    private void count(Set<String> places, String attribute, Set<String> stated) {
        Set<String> parts = new LinkedHashSet<>();
        for (String value : stated) {
            parts.add(value);
            parts.addAll(Values.parts(value));
        }
        List<Quantity> quantities = new ArrayList<>();
        List<String> keys = parts.stream().map(Folding::key).toList();
        for (String part : parts) {
            if (!NETWORK.contains(Folding.key(part))) {
                Quantity.parse(part).ifPresent(quantities::add);
            }
            spellings
                    .computeIfAbsent(attribute + '\0' + Folding.key(part), k -> new TreeMap<>())
                    .merge(part, 1, Integer::sum);
            if (part.length() <= 40) {
                values.computeIfAbsent(attribute, k -> new TreeSet<>()).add(part);
            }
        }
        quantities.forEach(q -> units.add(Folding.key(q.unit())));
        for (String place : places) {
            Usage usage = usageFor(place, attribute);
            usage.products++;
            keys.forEach(key -> usage.values.merge(key, 1, Integer::sum));
            quantities.forEach(usage::add);
            usage.quantities += quantities.isEmpty() ? 0 : 1;
        }
    }

    private static final Set<String> NETWORK = Set.of("2g", "3g", "4g", "5g", "6g");

    /** Category names of every level. */
    public Set<String> categories() {
        return Collections.unmodifiableSet(parents.keySet());
    }

    public Set<String> brands() {
        return Collections.unmodifiableSet(brands);
    }

    /** Attribute and option names with their values, in the catalogue's words. */
    public Map<String, Set<String>> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Attribute and option names that products of the category state; of the whole shop for an unknown category. */
    public Set<String> attributes(String category) {
        return Collections.unmodifiableSet(
                attributesOf.getOrDefault(category, attributesOf.getOrDefault(SHOP, Set.of())));
    }

    /** The word and everyday words for the same kind of thing: 雨伞, 伞, 晴雨伞. */
    public List<String> sameThing(String thing) {
        String key = Folding.key(thing);
        for (List<String> group : EverydayWords.LOADED.categories()) {
            if (group.stream().anyMatch(w -> Folding.key(w).equals(key))) {
                return group.stream().filter(w -> w.length() > 1).toList();
            }
        }
        List<String> chinese =
                EverydayWords.LOADED.english().get(Folding.fold(thing).strip());
        return chinese == null ? List.of(thing) : chinese;
    }

    /** The noun that a phrase is about, its last word: 雨伞 of 儿童雨伞. */
    public String head(String phrase) {
        List<Segmenter.Word> words = segmenter.cut(Folding.fold(phrase));
        return words.isEmpty() || words.getLast().text().length() < 2
                ? phrase
                : words.getLast().text();
    }

    /** True if {@code above} is on some path to {@code name}. */
    boolean within(String name, String above) {
        return parents.getOrDefault(name, Set.of()).contains(above);
    }

    /** Names above this one on any path. */
    Set<String> above(String name) {
        return parents.getOrDefault(name, Set.of());
    }

    /** Products in the category. */
    int size(String category) {
        return sizes.getOrDefault(category, 0);
    }

    /** The spelling that most products use where the catalogue has several: 100%棉, 100% 棉. */
    String spelling(String attribute, String value) {
        return spellings.getOrDefault(attribute + '\0' + Folding.key(value), Map.of()).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(value);
    }

    /** The quantity that a value is for the catalogue: 8毫米 where thickness is measured, not 5G where it names a network. */
    Optional<Quantity> quantity(@Nullable String category, String attribute, String value) {
        Quantity stated = measured.get(attribute + '\0' + Folding.key(value));
        if (stated != null) {
            return Optional.of(stated);
        }
        Usage usage = usage(category, attribute);
        return usage != null && usage.quantity() ? Quantity.parse(value) : Optional.empty();
    }

    /**
     * The value of the category that says the contrary: 不含酒精 for 含酒精, 无香 for 有香; {@code null} unless there is exactly one.
     */
    @Nullable
    String contrary(@Nullable String category, String attribute, String value) {
        Usage usage = usage(category, attribute);
        if (usage == null) {
            return null;
        }
        String key = Folding.key(value);
        String stem = "含有带加可能".indexOf(key.charAt(0)) >= 0 ? key.substring(1) : key;
        if (stem.isEmpty()) {
            return null;
        }
        Set<String> contraries = new HashSet<>();
        for (String no : List.of("不", "无", "非", "未", "不含", "不带", "不加", "没有", "无添加", "免", "0", "零")) {
            contraries.add(no + key);
            contraries.add(no + stem);
        }
        List<String> found = values.getOrDefault(attribute, Set.of()).stream()
                .filter(v -> contraries.contains(Folding.key(v)) && usage.values.containsKey(Folding.key(v)))
                .map(v -> spelling(attribute, v))
                .distinct()
                .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** The one value of the category that begins or ends with the word and is little longer; {@code null} where none or several. */
    Meaning.@Nullable Value partly(String category, String word) {
        Meaning.Value found = null;
        for (String attribute : attributesOf.getOrDefault(category, Set.of())) {
            Usage usage = usage(category, attribute);
            if (usage == null || usage.quantity()) {
                continue;
            }
            for (String value : usage.values.keySet()) {
                boolean part = value.length() > word.length()
                        && value.length() <= word.length() + 2
                        && (value.startsWith(word) || value.endsWith(word))
                        && "不无非".indexOf(value.charAt(0)) < 0;
                if (part && found != null) {
                    return null;
                }
                if (part) {
                    found = new Meaning.Value(attribute, written(attribute, value), Meaning.Strength.DERIVED);
                }
            }
        }
        return found;
    }

    private String written(String attribute, String key) {
        return spellings.getOrDefault(attribute + '\0' + key, Map.of()).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(key);
    }

    /** Of the brands that a phrase may mean the one with most products in the category, then in the shop. */
    String resolveBrand(List<Meaning.Brand> candidates, @Nullable String category) {
        return candidates.stream()
                .map(Meaning.Brand::name)
                .max(Comparator.comparingInt((String name) ->
                                brandSizes.getOrDefault((category == null ? SHOP : category) + '\0' + name, 0))
                        .thenComparingInt(name -> brandSizes.getOrDefault(SHOP + '\0' + name, 0)))
                .orElseThrow();
    }

    Set<String> units() {
        return units;
    }

    /** Cuts text into the words of this shop. */
    public Segmenter segmenter() {
        return segmenter;
    }

    TitleNouns nouns() {
        return nouns;
    }

    @Nullable
    Usage usage(@Nullable String category, String attribute) {
        return usages.getOrDefault(category == null ? SHOP : category, Map.of()).get(attribute);
    }

    /** Of the things that a phrase may mean as a value, the one that fits the category best; empty where none does. */
    Optional<Meaning.Value> resolve(List<Meaning.Value> candidates, @Nullable String category, @Nullable String hint) {
        Meaning.Value best = null;
        long bestScore = 0;
        for (Meaning.Value candidate : candidates) {
            Usage usage = usage(category, candidate.attribute());
            if (usage == null) {
                continue;
            }
            int count = usage.values.getOrDefault(Folding.key(candidate.value()), 0);
            boolean exact = candidate.strength() == Meaning.Strength.EXACT;
            long score = 1 + Math.min(count, 9999) * 10L + usage.products / 1000;
            score += candidate.strength() == Meaning.Strength.DERIVED ? 1 + count * 10L : 0;
            score += exact ? 1_000_000L : 0;
            score += count > 0 ? 10_000_000L : 0;
            score += candidate.attribute().equals(hint) ? 100_000_000L : 0;
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }
}
