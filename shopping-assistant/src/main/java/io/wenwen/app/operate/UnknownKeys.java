package io.wenwen.app.operate;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells a misspelt setting from a known one: known is what a settings record of the shop, or a short list of the
 * framework's keys, can hold.
 */
final class UnknownKeys {

    /** Keys of the framework that a shop may set; whole families end with a dot. */
    private static final Set<String> FRAMEWORK = Set.of(
            "server.port",
            "server.address",
            "server.ssl.",
            "server.forward-headers-strategy",
            "server.tomcat.max-connections",
            "spring.datasource.",
            "logging.level.");

    private final Set<String> known = new TreeSet<>(FRAMEWORK);

    /** Adds all keys of one settings record, read from its components. */
    UnknownKeys with(String prefix, Class<?> record) {
        for (RecordComponent c : record.getRecordComponents()) {
            add(prefix + "." + kebab(c.getName()), c.getGenericType());
        }
        return this;
    }

    UnknownKeys with(String key) {
        known.add(key);
        return this;
    }

    private void add(String key, Type type) {
        if (type instanceof Class<?> c && c.isRecord()) {
            with(key, c);
        } else if (type instanceof ParameterizedType p
                && p.getRawType() instanceof Class<?> raw
                && Map.class.isAssignableFrom(raw)) {
            known.add(key + ".");
        } else if (type instanceof ParameterizedType p
                && p.getActualTypeArguments()[0] instanceof Class<?> c
                && c.isRecord()) {
            // As an empty list the key stands alone.
            known.add(key);
            with(key, c);
        } else {
            known.add(key);
        }
    }

    /** The keys that nothing reads, each with the nearest known one. */
    List<String> among(Iterable<String> keys) {
        List<String> unknown = new ArrayList<>();
        for (String key : keys) {
            String plain = kebab(key.replaceAll("\\[\\d+\\]", ""));
            boolean fits = known.stream().anyMatch(k -> k.endsWith(".") ? plain.startsWith(k) : plain.equals(k));
            if (!fits) {
                unknown.add(nearest(plain)
                        .map(n -> key + " (did you mean " + n + "?)")
                        .orElse(key));
            }
        }
        return unknown;
    }

    private Optional<String> nearest(String key) {
        return known.stream().filter(k -> distance(k, key) <= 2).min(Comparator.comparingInt(k -> distance(k, key)));
    }

    /** {@code demoAccounts} and {@code demo_accounts} are {@code demo-accounts}. */
    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Edits between two words (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
