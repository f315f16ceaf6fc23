package io.wenwen.catalog.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Seeded choices from lists. */
final class Draw {

    private Draw() {}

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One that fits, or {@code null} where none of them does. */
    static <T> @Nullable T fitting(Random random, List<T> of, Predicate<T> fits) {
        List<T> left = new ArrayList<>(of);
        while (!left.isEmpty()) {
            T chosen = left.remove(random.nextInt(left.size()));
            if (fits.test(chosen)) {
                return chosen;
            }
        }
        return null;
    }

    /** {@code count} different ones in their order in the list. */
    static <T> List<T> some(Random random, List<T> of, int count) {
        List<Integer> places = new ArrayList<>();
        while (places.size() < Math.min(count, of.size())) {
            int at = random.nextInt(of.size());
            if (!places.contains(at)) {
                places.add(at);
            }
        }
        places.sort(null);
        return places.stream().map(of::get).toList();
    }
}
