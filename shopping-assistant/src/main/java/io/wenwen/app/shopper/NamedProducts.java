package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the products that a message names by their title, by a model number, or, among those shown, by brand. */
final class NamedProducts {

    private static final Pattern MODEL = Pattern.compile("[a-z]{1,10}[- ]?\\d{1,6}[a-z]{0,6}|\\d{2,6}[a-z]{2,6}");
    private static final Pattern NOISE = Pattern.compile("[\\s\\p{P}\\p{S}]+");
    /** Shorter pieces of a title are words of the category, not names. */
    private static final int SHORTEST = 5;
    /** A name said covers this share of the title's own characters… */
    private static final double SHARE = 0.6;

    private static final int MOST = 4;

    private record Entry(Product product, String name, String title, String brand, boolean ownName) {}

    private final List<Entry> entries;

    NamedProducts(Collection<Product> products) {
        entries = products.stream()
                .map(product -> {
                    String name = ShortName.named(product);
                    return new Entry(
                            product,
                            key(name),
                            key(product.title()),
                            product.brand() == null ? "" : key(product.brand()),
                            !product.category().contains(name));
                })
                .toList();
    }

    /** Products of the whole shop whose title, or most of it, is in the message, in the order in which they are said. */
    List<Offer> in(String message, Function<Product, Optional<Offer>> offer) {
        String text = key(message);
        if (text.length() < SHORTEST) {
            return List.of();
        }
        record Match(Product product, int from, int length) {}
        List<Match> matches = new ArrayList<>();
        Set<String> grams = grams(text);
        for (Entry entry : entries) {
            int whole = entry.ownName() && entry.name().length() >= SHORTEST ? text.indexOf(entry.name()) : -1;
            if (whole >= 0) {
                matches.add(new Match(entry.product(), whole, entry.name().length()));
                continue;
            }
            // Cheap test first: most products share nothing with the message.
            int brand = entry.brand().length() < 2 ? -1 : text.indexOf(entry.brand());
            if (brand < 0) {
                continue;
            }
            int longest = longestShared(text, entry.title());
            int enough = (int) Math.ceil(SHARE * Math.min(entry.title().length(), 18));
            if (longest >= Math.max(SHORTEST + 1, enough)
                    || (longest >= entry.brand().length() + 3 && coverage(grams, entry.name()) >= 0.75)) {
                matches.add(new Match(entry.product(), brand, longest));
            }
        }
        int best = matches.stream().mapToInt(Match::length).max().orElse(0);
        List<Match> kept = new ArrayList<>(matches.stream()
                .sorted(Comparator.comparingInt(Match::length).reversed())
                .toList());
        // A name inside a longer one that was said at the same place is not a second product.
        kept.removeIf(m -> kept.stream()
                .anyMatch(o -> o.length() > m.length() && m.from() >= o.from() && m.from() < o.from() + o.length()));
        if (kept.size() > MOST && best < 8) {
            return List.of();
        }
        return kept.stream()
                .limit(MOST)
                .sorted(Comparator.comparingInt(Match::from))
                .map(m -> offer.apply(m.product()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Shown products named by brand (华韵那款), by model number, or by a piece of their title. */
    static List<Offer> among(List<Offer> shown, String message, Reading reading) {
        String text = key(message);
        List<String> brands = reading.constraints().stream()
                .filter(c -> c.attribute().equals(Constraint.BRAND))
                .map(Constraint::value)
                .toList();
        record Said(Offer offer, int at) {}
        List<Said> said = new ArrayList<>();
        for (Offer offer : shown) {
            String brand = offer.product().brand();
            String title = key(offer.product().title());
            int at = brand == null || brand.length() < 2 ? -1 : text.indexOf(key(brand));
            if (at < 0 && brand != null && brands.contains(brand)) {
                at = 0;
            }
            Matcher model = MODEL.matcher(message.toLowerCase(Locale.ROOT));
            while (at < 0 && model.find()) {
                at = title.contains(key(model.group())) && key(model.group()).length() >= 3 ? model.start() : -1;
            }
            if (at < 0 && title.length() >= SHORTEST && longestShared(text, title) >= SHORTEST + 1) {
                at = 0;
            }
            if (at >= 0) {
                said.add(new Said(offer, at));
            }
        }
        return said.stream()
                .sorted(Comparator.comparingInt(Said::at))
                .map(Said::offer)
                .toList();
    }

    private static String key(String text) {
        return NOISE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static Set<String> grams(String text) {
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            grams.add(text.substring(i, i + 2));
        }
        return grams;
    }

    private static double coverage(Set<String> grams, String name) {
        Set<String> own = grams(name);
        return own.isEmpty() ? 0 : (double) own.stream().filter(grams::contains).count() / own.size();
    }

    /** Length of the longest common substring; both are short. */
    static int longestShared(String a, String b) {
        int[] row = new int[b.length() + 1];
        int longest = 0;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = b.length(); j >= 1; j--) {
                row[j] = a.charAt(i - 1) == b.charAt(j - 1) ? row[j - 1] + 1 : 0;
                longest = Math.max(longest, row[j]);
            }
        }
        return longest;
    }
}
