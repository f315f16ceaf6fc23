package io.wenwen.catalog.demo;

import io.wenwen.catalog.demo.Knowledge.Leaf;
import io.wenwen.catalog.demo.Vocabulary.Facts;
import io.wenwen.catalog.product.Review;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes what buyers say: of the kind of thing, of its domain, and never of a property that the product lacks. */
final class ReviewMaker {

    private final Random random;
    private final Leaf leaf;
    private final Vocabulary vocabulary;
    private final Facts facts;

    ReviewMaker(Random random, Leaf leaf, Vocabulary vocabulary, Facts facts) {
        this.random = random;
        this.leaf = leaf;
        this.vocabulary = vocabulary;
        this.facts = facts;
    }

    /** Up to {@code count} different reviews whose stars scatter around {@code rating}. */
    List<Review> make(int count, double rating) {
        List<Review> reviews = new ArrayList<>();
        Set<String> said = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            int stars = (int) Math.max(1, Math.min(5, Math.round(rating + random.nextGaussian() * 0.8)));
            String text = text(stars);
            if (!text.isEmpty() && vocabulary.fits(text, facts) && said.add(text)) {
                reviews.add(new Review(stars, text));
            }
        }
        return reviews;
    }

    private String text(int stars) {
        Knowledge.Domain domain = leaf.domain();
        List<String> general = stars >= 4 ? domain.good() : stars == 3 ? domain.mixed() : domain.bad();
        String first = pick(general);
        if (stars < 4) {
            return first;
        }
        String own = pick(leaf.reviews());
        return switch (random.nextInt(4)) {
            case 0 -> first;
            case 1 -> own;
            case 2 -> own + (own.isEmpty() || first.isEmpty() ? "" : "，") + first;
            default -> first + (own.isEmpty() || first.isEmpty() ? "" : "，") + own;
        };
    }

    private String pick(List<String> phrases) {
        String phrase = Draw.fitting(random, phrases, p -> vocabulary.fits(p, facts));
        return phrase == null ? "" : phrase;
    }
}
