package io.wenwen.load.check;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Amounts of money that an answer names, in 分: those in its text, in digits or words, and those on its price lines. */
public final class NamedAmounts {

    private static final Pattern YUAN_SIGN = Pattern.compile("[¥￥]\\s?(\\d{1,9}(?:\\.\\d{1,2})?)");

    private NamedAmounts() {}

    public static Set<Long> in(String text) {
        Set<Long> amounts = new LinkedHashSet<>();
        for (Figures.Figure figure : Figures.in(text)) {
            if (figure.unit().matches("元|块|块钱")) {
                amounts.add(fen(figure.value()));
            }
        }
        Matcher sign = YUAN_SIGN.matcher(text);
        while (sign.find()) {
            amounts.add(fen(new BigDecimal(sign.group(1))));
        }
        return amounts;
    }

    /** What the price event shows as steps and as sums; the list price is no claim about what is paid. */
    public static Set<Long> onPriceLines(JsonNode price) {
        Set<Long> amounts = new LinkedHashSet<>();
        price.path("lines")
                .forEach(line -> amounts.add(Math.abs(line.path("amount").longValue())));
        for (String sum : new String[] {"pay", "deposit"}) {
            if (price.hasNonNull(sum)) {
                amounts.add(price.path(sum).longValue());
            }
        }
        return amounts;
    }

    private static long fen(BigDecimal yuan) {
        return yuan.movePointRight(2).longValue();
    }
}
