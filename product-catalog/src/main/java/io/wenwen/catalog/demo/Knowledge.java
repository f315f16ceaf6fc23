package io.wenwen.catalog.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The hand-written knowledge behind the demo shop, read once from the resources. */
final class Knowledge {

    private static final List<String> FILES = List.of(
            "clothing",
            "shoes",
            "bags",
            "digital",
            "appliances",
            "beauty",
            "care",
            "baby",
            "food",
            "sport",
            "home",
            "books",
            "stationery",
            "pets",
            "car");

    private static final Knowledge ONLY = new Knowledge();

    private final List<Leaf> leaves = new ArrayList<>();
    private final Map<String, Leaf> byName = new LinkedHashMap<>();
    private final Map<String, List<Brand>> brands = new LinkedHashMap<>();
    private final Map<String, String> colours = new LinkedHashMap<>();
    private final Map<String, List<String>> palettes = new LinkedHashMap<>();
    private final Map<String, String> shapes = new LinkedHashMap<>();

    /** An invented brand; tier 0 cheap, 1 middle, 2 dear. */
    record Brand(String name, int tier) {}

    /** What the categories under one top category have in common. */
    record Domain(
            String name,
            List<String> series,
            List<String> sells,
            List<String> titles,
            List<String> briefs,
            List<String> opens,
            List<String> closes,
            List<String> good,
            List<String> mixed,
            List<String> bad) {}

    /** A leaf category. {@code options} keeps palettes as {@code palette NAME} resolved to colour names. */
    record Leaf(
            Domain domain,
            List<String> path,
            String shape,
            double lowest,
            double dearest,
            List<String> names,
            List<String> sells,
            List<String> series,
            List<String> titles,
            Map<String, OptionRule> options,
            List<AttributeRule> attributes,
            List<String> reviews) {

        String name() {
            return path.getLast();
        }
    }

    /** An option of the SKUs: a palette offers any few of its colours, the others a run of neighbouring values. */
    record OptionRule(String name, List<String> values, boolean colour, boolean dearer) {}

    private Knowledge() {
        yaml("colours.yml").forEach((name, value) -> {
            if (value instanceof Map<?, ?> hex) {
                hex.forEach((colour, code) -> colours.put(String.valueOf(colour), String.valueOf(code)));
            } else {
                palettes.put(name, list(value));
            }
        });
        yaml("shapes.yml")
                .forEach((name, value) -> shapes.put(name, String.valueOf(value).strip()));
        yaml("brands.yml").forEach((domain, value) -> {
            List<Brand> of = new ArrayList<>();
            String[] tiers = String.valueOf(value).split("\\|");
            for (int tier = 0; tier < tiers.length; tier++) {
                for (String name : tiers[tier].strip().split("\\s+")) {
                    of.add(new Brand(name, tier));
                }
            }
            brands.put(domain, of);
        });
        FILES.forEach(file -> readDomain(yaml("categories/" + file + ".yml")));
    }

    static Knowledge get() {
        return ONLY;
    }

    List<Leaf> leaves() {
        return leaves;
    }

    /** Leaves by their name, in order. */
    Map<String, Leaf> byName() {
        return byName;
    }

    List<Brand> brands(String domain) {
        return Objects.requireNonNull(brands.get(domain), domain);
    }

    List<String> allBrands() {
        return brands.values().stream()
                .flatMap(List::stream)
                .map(Brand::name)
                .distinct()
                .toList();
    }

    /** Colour names with their code, e.g. {@code 藏青色 → #1f2f52}. */
    Map<String, String> colours() {
        return colours;
    }

    /** SVG fragments by the name of the shape. */
    Map<String, String> shapes() {
        return shapes;
    }

    private void readDomain(Map<String, Object> file) {
        Domain domain = new Domain(
                String.valueOf(file.get("domain")),
                list(file.get("series")),
                list(file.get("sells")),
                lines(file.get("titles")),
                lines(file.get("briefs")),
                lines(file.get("opens")),
                lines(file.get("closes")),
                lines(file.get("good")),
                lines(file.get("mixed")),
                lines(file.get("bad")));
        Map<?, ?> shared = (Map<?, ?>) Objects.requireNonNull(file.get("shared"));
        Map<?, ?> all = (Map<?, ?>) Objects.requireNonNull(file.get("leaves"));
        all.forEach((name, value) -> {
            Leaf leaf = leaf(domain, String.valueOf(name), shared, (Map<?, ?>) value);
            if (byName.put(leaf.name(), leaf) != null) {
                throw new IllegalStateException("Category " + leaf.name() + " is described twice.");
            }
            leaves.add(leaf);
        });
    }

    private Leaf leaf(Domain domain, String name, Map<?, ?> shared, Map<?, ?> fields) {
        String[] path = name.split("/");
        List<String> whole = new ArrayList<>(List.of(domain.name()));
        whole.addAll(Arrays.asList(path));
        String[] price = String.valueOf(fields.get("price")).split("-");
        Map<String, String> rules = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(fields.get("attributes")))
                .forEach((k, v) -> rules.put(String.valueOf(k), String.valueOf(v)));
        Map<String, OptionRule> options = options(fields.get("options"));
        shared.forEach((k, v) -> {
            if (!options.containsKey(String.valueOf(k))) {
                rules.putIfAbsent(String.valueOf(k), String.valueOf(v));
            }
        });
        List<AttributeRule> attributes = new ArrayList<>();
        rules.forEach((k, v) -> {
            if (!v.equals("-")) {
                attributes.add(AttributeRule.parse(k, v));
            }
        });
        List<String> names = new ArrayList<>(List.of(path[path.length - 1]));
        names.addAll(list(fields.get("names")));
        List<String> sells = new ArrayList<>(list(fields.get("sells")));
        sells.addAll(domain.sells());
        return new Leaf(
                domain,
                whole,
                String.valueOf(fields.get("shape")),
                Double.parseDouble(price[0]),
                Double.parseDouble(price[1]),
                names,
                sells,
                fields.containsKey("series") ? list(fields.get("series")) : domain.series(),
                fields.containsKey("titles") ? lines(fields.get("titles")) : domain.titles(),
                options,
                attributes,
                lines(fields.get("reviews")));
    }

    private Map<String, OptionRule> options(@org.jspecify.annotations.Nullable Object value) {
        Map<String, OptionRule> options = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> {
                String name = String.valueOf(k);
                String text = String.valueOf(v);
                if (text.startsWith("palette ")) {
                    List<String> palette = Objects.requireNonNull(palettes.get(text.substring(8)), text);
                    options.put(name, new OptionRule(name, palette, true, false));
                } else {
                    AttributeRule rule = AttributeRule.parse(name, text);
                    options.put(name, new OptionRule(name, rule.labels(), false, rule.dearer()));
                }
            });
        }
        return options;
    }

    /** Words separated by commas. */
    private static List<String> list(@org.jspecify.annotations.Nullable Object value) {
        return value == null
                ? List.of()
                : Arrays.stream(String.valueOf(value).split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    /** Whole sentences: a YAML list. */
    private static List<String> lines(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> yaml(String resource) {
        try (InputStream in = Objects.requireNonNull(Knowledge.class.getResourceAsStream(resource), resource);
                InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Map<?, ?> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            Map<String, Object> fields = new LinkedHashMap<>();
            read.forEach((k, v) -> fields.put(String.valueOf(k), v));
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
