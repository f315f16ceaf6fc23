package io.wenwen.catalog.price.check;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a discount rule would take off before its caps. */
final class Nominal {

    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    private Nominal() {}

    static BigInteger of(JsonNode rule, List<Derivation.Line> on, BigInteger measure) {
        String kind = rule.path("kind").asString();
        if (kind.equals("pieces_rate")) {
            if (rule.path("nth").asBoolean(false)) {
                return nth(rule.path("steps").get(0), on);
            }
            long pieces = on.stream().mapToLong(l -> l.pieces).sum();
            JsonNode step = reached(rule, "pieces", BigInteger.valueOf(pieces));
            return step == null ? BigInteger.ZERO : rated(measure, step);
        }
        if (rule.hasNonNull("every")) {
            JsonNode every = rule.path("every");
            BigInteger times = measure.divide(Derivation.fen(every, "threshold_fen"));
            if (every.hasNonNull("max_times")) {
                times = times.min(Derivation.fen(every, "max_times"));
            }
            return times.multiply(Derivation.fen(every, "off_fen"));
        }
        JsonNode step;
        if (Conditions.coupon(rule)) {
            step = measure.compareTo(Derivation.fen(rule, "threshold_fen")) < 0 ? null : rule;
        } else {
            step = reached(rule, "threshold_fen", measure);
        }
        if (step == null) {
            return BigInteger.ZERO;
        }
        return step.hasNonNull("rate") ? rated(measure, step) : Derivation.fen(step, "off_fen");
    }

    private static @Nullable JsonNode reached(JsonNode rule, String field, BigInteger measure) {
        JsonNode last = null;
        for (JsonNode step : rule.path("steps")) {
            last = Derivation.fen(step, field).compareTo(measure) <= 0 ? step : last;
        }
        return last;
    }

    private static BigInteger rated(BigInteger amount, JsonNode step) {
        return amount.multiply(THOUSAND.subtract(Derivation.fen(step, "rate"))).divide(THOUSAND);
    }

    /** Positions N, 2N, 3N, … in the pieces from the dearest on. */
    private static BigInteger nth(JsonNode step, List<Derivation.Line> on) {
        TreeMap<BigInteger, Long> prices = new TreeMap<>();
        on.forEach(l -> l.prices.forEach((price, n) -> prices.merge(price, n, Long::sum)));
        long every = step.path("pieces").longValue();
        long position = 0;
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<BigInteger, Long> run : prices.descendingMap().entrySet()) {
            long last = position + run.getValue();
            long reduced = last / every - position / every;
            sum = sum.add(rated(run.getKey(), step).multiply(BigInteger.valueOf(reduced)));
            position = last;
        }
        return sum;
    }
}
