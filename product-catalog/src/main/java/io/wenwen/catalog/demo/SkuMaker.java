package io.wenwen.catalog.demo;

import io.wenwen.catalog.demo.Knowledge.OptionRule;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the variants of one product: colours by sizes, their prices and what is left of each. */
final class SkuMaker {

    private static final int MOST = 16;
    private static final Pattern LEADING_NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?).*");

    private final Random random;

    SkuMaker(Random random) {
        this.random = random;
    }

    List<Sku> make(String product, Map<String, OptionRule> rules, double yuan) {
        List<Map<String, String>> variants = new ArrayList<>();
        variants.add(new LinkedHashMap<>());
        for (OptionRule rule : rules.values()) {
            List<String> values = choose(rule);
            List<Map<String, String>> crossed = new ArrayList<>();
            for (Map<String, String> variant : variants) {
                for (String value : values) {
                    Map<String, String> more = new LinkedHashMap<>(variant);
                    more.put(rule.name(), value);
                    crossed.add(more);
                }
            }
            variants = crossed;
        }
        boolean soldOut = random.nextInt(40) == 0;
        List<Sku> skus = new ArrayList<>();
        for (Map<String, String> options : variants.subList(0, Math.min(MOST, variants.size()))) {
            String id = product + "-" + (skus.size() < 9 ? "0" : "") + (skus.size() + 1);
            double factor = 1;
            for (OptionRule rule : rules.values()) {
                if (rule.dearer()) {
                    factor *= factor(rule.values(), options.getOrDefault(rule.name(), ""));
                }
            }
            skus.add(new Sku(
                    new SkuId(id), options, price(yuan * factor), soldOut ? 0 : stock(), "/pictures/" + id + ".svg"));
        }
        return skus;
    }

    private List<String> choose(OptionRule rule) {
        int most = rule.colour() ? 4 : 5;
        int count = Math.min(rule.values().size(), 2 + random.nextInt(most - 1));
        if (rule.colour()) {
            return Draw.some(random, rule.values(), count);
        }
        int from = random.nextInt(rule.values().size() - count + 1);
        return rule.values().subList(from, from + count);
    }

    /** Against the middle value: twice the content costs about 1.7 times as much; a word is a step of 15 %. */
    private static double factor(List<String> values, String value) {
        Matcher middle = LEADING_NUMBER.matcher(values.get(values.size() / 2));
        Matcher own = LEADING_NUMBER.matcher(value);
        if (middle.matches() && own.matches()) {
            return Math.pow(Double.parseDouble(own.group(1)) / Double.parseDouble(middle.group(1)), 0.75);
        }
        return Math.pow(1.15, values.indexOf(value) - values.size() / 2);
    }

    /** Prices as shops set them: 12.9元, 89元, 1299元. */
    static Money price(double yuan) {
        long fen;
        if (yuan < 50) {
            fen = Math.max(1, Math.round(yuan)) * 100 - 10;
        } else if (yuan < 300) {
            fen = Math.round(yuan) * 100;
        } else if (yuan < 1000) {
            fen = (Math.round(yuan / 10) * 10 - 1) * 100;
        } else {
            fen = (Math.round(yuan / 100) * 100 - 1) * 100;
        }
        return new Money(fen);
    }

    private int stock() {
        return switch (random.nextInt(16)) {
            case 0 -> 0;
            case 1, 2 -> 1 + random.nextInt(5);
            case 3, 4, 5, 6, 7, 8 -> 6 + random.nextInt(60);
            default -> 60 + random.nextInt(400);
        };
    }
}
