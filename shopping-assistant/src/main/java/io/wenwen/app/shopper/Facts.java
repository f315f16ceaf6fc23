package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.core.dialogue.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what the catalogue says into slots: phrases that enter an answer whole, each with its proof. */
final class Facts {

    private final Tongue tongue;
    private final Map<ProductId, String> apart = new HashMap<>();

    Facts(Tongue tongue) {
        this.tongue = tongue;
    }

    Slot name(Offer offer) {
        String name = apart.getOrDefault(offer.product().id(), ShortName.of(offer.product()));
        return Slot.name(sku(offer), name, source(offer, "title"));
    }

    /** From now on these products are told apart by their names, should two of them share a short one. */
    void tellApart(List<Offer> offers) {
        Map<String, List<Product>> same = offers.stream()
                .map(Offer::product)
                .distinct()
                .collect(Collectors.groupingBy(ShortName::of, LinkedHashMap::new, Collectors.toList()));
        same.values().stream().filter(named -> named.size() > 1).forEach(named -> {
            long pieces = named.stream().map(ShortName::piece).distinct().count();
            if (pieces == named.size()) {
                named.forEach(product -> apart.put(product.id(), ShortName.piece(product)));
            }
        });
    }

    /** The price of one piece now: 459元. */
    Slot price(Offer offer) {
        return new Slot(
                Slot.Kind.PRICE,
                sku(offer),
                "price",
                money(offer.price()),
                money(offer.price()),
                source(offer, "price"));
    }

    /** As a predicate: 售价459元. */
    Slot priced(Offer offer) {
        String money = money(offer.price());
        return new Slot(
                Slot.Kind.PRICE,
                sku(offer),
                "price",
                money,
                tongue.of("售价" + money, "the price is " + money),
                source(offer, "price"));
    }

    Slot listPrice(Offer offer) {
        String money = money(offer.sku().price());
        return new Slot(Slot.Kind.PRICE, sku(offer), "list_price", money, money, source(offer, "list_price"));
    }

    /** By how much 直降 has lowered the price. */
    Slot reduction(Offer offer) {
        String money = money(new Money(offer.sku().price().fen() - offer.price().fen()));
        return new Slot(Slot.Kind.PROMOTION, sku(offer), "reduction", money, money, source(offer, "promotion"));
    }

    String money(Money money) {
        return tongue.english() ? "¥" + money.toString().replace("元", "") : money.toString();
    }

    /** An attribute's values as bare words. */
    Slot value(Offer offer, String attribute, String value) {
        String line = line(value);
        return new Slot(Slot.Kind.ATTRIBUTE, sku(offer), attribute, line, line, source(offer, attribute));
    }

    /** An attribute as a predicate: 续航时间30小时, 材质是纯棉, 适合跑步. */
    Slot stated(Offer offer, String attribute, String value) {
        String text;
        if (tongue.english()) {
            text = label(attribute) + ": " + value;
        } else if (attribute.startsWith("适用") || attribute.startsWith("适合")) {
            text = attribute + "是" + value;
        } else if (value.matches("\\d.*")) {
            text = attribute + value;
        } else if (attribute.matches(".*(?:功能|特点|特性)")) {
            text = attribute + "有" + value;
        } else {
            text = label(attribute) + "是" + value;
        }
        return new Slot(Slot.Kind.ATTRIBUTE, sku(offer), attribute, line(value), line(text), source(offer, attribute));
    }

    Slot stock(Offer offer) {
        String pieces = Integer.toString(offer.sku().stock());
        return new Slot(Slot.Kind.STOCK, sku(offer), "stock", pieces, pieces, source(offer, "stock"));
    }

    Slot rating(Offer offer) {
        String stars = rounded(offer.product().rating());
        return new Slot(
                Slot.Kind.REVIEW,
                sku(offer),
                "rating",
                stars,
                tongue.of("评分" + stars + "分", "rated " + stars + " of 5"),
                source(offer, "rating"));
    }

    Slot sales(Offer offer) {
        String pieces = Long.toString(offer.product().sales());
        return new Slot(
                Slot.Kind.COUNT,
                sku(offer),
                "sales",
                pieces,
                tongue.of("近30天售出" + pieces + "件", pieces + " sold in 30 days"),
                source(offer, "sales"));
    }

    static String rounded(double stars) {
        return java.math.BigDecimal.valueOf(stars)
                .setScale(1, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static Slot count(long count, String how) {
        return new Slot(Slot.Kind.COUNT, null, "count", Long.toString(count), Long.toString(count), how);
    }

    /** A promotion in words: 每件直降40元, 满300元减40元, 券名：满200元减20元. */
    Slot promotion(Promotion promotion, @org.jspecify.annotations.Nullable Offer offer) {
        String text = promotionText(promotion);
        return new Slot(
                Slot.Kind.PROMOTION,
                offer == null ? null : sku(offer),
                "promotion",
                text,
                text,
                "promotion:" + promotion.id());
    }

    /** What a price rule grants, in words. */
    String ruleText(io.wenwen.catalog.price.Rule rule) {
        return line(new RuleWords(tongue).of(rule));
    }

    String promotionText(Promotion promotion) {
        return ruleText(io.wenwen.catalog.price.PromotionRules.of(promotion));
    }

    /** What is shown for attribute names; the catalogue's own word where there is no other. */
    String label(String attribute) {
        return switch (attribute) {
            case "category" -> tongue.of("品类", "category");
            case "brand" -> tongue.of("品牌", "brand");
            case "price" -> tongue.of("价格", "price");
            default -> attribute;
        };
    }

    /** Everything stated about one SKU: its options first, then the product's attributes, each as one phrase. */
    static Map<String, String> stated(Offer offer) {
        Map<String, String> stated = new LinkedHashMap<>(offer.sku().options());
        for (Attribute attribute : offer.product().attributes()) {
            stated.putIfAbsent(attribute.name(), attribute.phrase());
        }
        return stated;
    }

    /** What the catalogue says of one property of this SKU; brand and category included. */
    static Optional<String> valueOf(Offer offer, String attribute) {
        return switch (attribute) {
            case "brand" -> Optional.ofNullable(offer.product().brand());
            case "category" -> Optional.of(offer.product().leaf());
            default -> Optional.ofNullable(stated(offer).get(attribute));
        };
    }

    /** The values an option takes over all SKUs of the product, in the catalogue's order. */
    static List<String> optionValues(Offer offer, String option) {
        List<String> values = new ArrayList<>();
        offer.product().skus().forEach(sku -> {
            String value = sku.options().get(option);
            if (value != null && !values.contains(value)) {
                values.add(value);
            }
        });
        return values;
    }

    static String sku(Offer offer) {
        return offer.sku().id().value();
    }

    static String source(Offer offer, String field) {
        return "catalog:" + sku(offer) + "#" + field;
    }

    private static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "—";
        }
        return line.length() <= Slot.MAX_LENGTH ? line : line.substring(0, Slot.MAX_LENGTH - 1) + "…";
    }
}
