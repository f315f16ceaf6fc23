package io.wenwen.app.shopper;

import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says demands back in a few words: 500元以内的防水冲锋衣. Only the catalogue's words and figures enter, never the message. */
final class NeedPhrase {

    private NeedPhrase() {}

    /** A noun phrase of the whole need; empty where nothing is demanded. */
    static Optional<String> of(List<Constraint> demands, Tongue tongue) {
        if (demands.isEmpty()) {
            return Optional.empty();
        }
        String category = Demands.categoryOf(demands).orElse("");
        List<String> limits = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (Constraint c : demands) {
            if ((c.attribute().equals(Constraint.CATEGORY) && c.operator() == Operator.IS)
                    || (c.operator() == Operator.NOT && demands.size() > 1)) {
                continue;
            }
            if (c.unit() == null
                    && c.operator() == Operator.IS
                    && !tongue.english()
                    && !c.attribute().equals(Constraint.BRAND)) {
                words.append(c.value());
            } else if (limits.size() < 3) {
                limits.add(one(c, tongue));
            }
        }
        String phrase;
        if (tongue.english()) {
            String rest = String.join(", ", limits);
            phrase = category.isEmpty() ? rest : rest.isEmpty() ? category : category + " (" + rest + ")";
        } else {
            String noun = words.length() > 16 ? words + "的" + category : words + category;
            String limit = limits.stream().collect(Collectors.joining("、"));
            phrase = limit.isEmpty() ? noun : limit + "的" + (noun.isEmpty() ? "商品" : noun);
        }
        return phrase.isBlank() || phrase.length() > 60 ? Optional.of(brief(demands, tongue)) : Optional.of(phrase);
    }

    private static String brief(List<Constraint> demands, Tongue tongue) {
        return demands.stream()
                .map(c -> one(c, tongue))
                .filter(s -> s.length() <= 40)
                .findFirst()
                .orElse(tongue.of("您的要求", "your wishes"));
    }

    /** A bound one 分 from a price shown (再便宜点的), not a sum that the shopper said: nobody says 308.99元. */
    private static boolean stepped(Constraint c) {
        return (c.operator() == Operator.AT_MOST || c.operator() == Operator.AT_LEAST)
                && new BigDecimal(c.value()).remainder(new BigDecimal("0.1")).signum() != 0;
    }

    /** One demand in words: 500元以内, 不要黑色, 续航时间至少30小时, 品牌声浪. */
    static String one(Constraint c, Tongue tongue) {
        boolean price = c.attribute().equals(Constraint.PRICE);
        String amount = price && tongue.english() ? "¥" + c.value() : c.value() + (c.unit() == null ? "" : c.unit());
        String name = switch (c.attribute()) {
            case Constraint.PRICE -> tongue.of("", "price");
            case Constraint.CATEGORY -> "";
            case Constraint.BRAND -> tongue.of("品牌", "brand");
            default -> c.attribute();
        };
        if (tongue.english()) {
            if (price && stepped(c)) {
                return c.operator() == Operator.AT_MOST ? "a lower price" : "a higher price";
            }
            String label = name.isEmpty() ? "" : name + " ";
            return switch (c.operator()) {
                case IS -> c.unit() == null && !c.attribute().equals(Constraint.BRAND) ? c.value() : label + amount;
                case NOT -> "not " + c.value();
                case AT_MOST -> price ? "up to " + amount : label + "up to " + amount;
                case AT_LEAST -> price ? "from " + amount : label + "at least " + amount;
                case ABOUT -> price ? "around " + amount : label + "around " + amount;
            };
        }
        if (price && stepped(c)) {
            return c.operator() == Operator.AT_MOST ? "价格更低" : "价格更高";
        }
        return switch (c.operator()) {
            case IS ->
                c.unit() == null
                        ? (c.attribute().equals(Constraint.BRAND) ? c.value() + "品牌" : c.value())
                        : name + amount;
            case NOT -> "不要" + c.value();
            case AT_MOST -> price ? amount + "以内" : name + "不超过" + amount;
            case AT_LEAST -> price ? amount + "以上" : name + "至少" + amount;
            case ABOUT -> name + amount + "左右";
        };
    }
}
