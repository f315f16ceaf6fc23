package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A wish for more or less of a quantity: 大一点的, 更轻的, lighter.
 *
 * @param names parts of attribute names the word may mean, the likeliest first
 * @param more true: a larger amount is wanted
 */
record Comparative(List<String> names, boolean more) {

    private record Word(Pattern pattern, List<String> names, boolean more) {}

    private static final List<Word> WORDS = List.of(
            word("大", true, "bigger|larger", "容量", "尺寸", "屏幕", "内存", "面积", "直径", "净含量", "尺码", "鞋码"),
            word("小", false, "smaller", "尺寸", "容量", "屏幕", "面积", "直径", "净含量", "尺码", "鞋码"),
            word("轻", false, "lighter", "重量", "净重", "克重", "毛重"),
            word("重", true, "heavier", "重量", "净重", "克重", "毛重"),
            word("长", true, "longer", "长度", "续航", "裙长", "衣长", "线长", "裤长"),
            word("短", false, "shorter", "长度", "裙长", "衣长", "线长", "裤长"),
            word("高", true, "taller|higher", "高度", "跟高", "功率"),
            word("矮", false, "shorter|lower", "高度", "跟高"),
            word("厚", true, "thicker", "厚度"),
            word("薄", false, "thinner", "厚度"),
            word("宽", true, "wider", "宽度"),
            word("窄", false, "narrower", "宽度"),
            word("耐用|久", true, "longer[- ]lasting", "续航", "使用时"),
            word("安静|静音", false, "quieter", "噪音", "噪声"),
            word("快", true, "faster", "功率", "速度", "快充"));

    private static Word word(String chinese, boolean more, String english, String... names) {
        return new Word(
                Pattern.compile(
                        "(?:更|再|还要|比较)(?:" + chinese + ")|(?:" + chinese + ")(?:一?(?:点|些))|\\b(?:" + english + ")\\b"),
                List.of(names),
                more);
    }

    static Optional<Comparative> in(String message) {
        return WORDS.stream()
                .filter(w -> w.pattern().matcher(message).find())
                .findFirst()
                .map(w -> new Comparative(w.names(), w.more()));
    }

    /** The quantity of this product that the word means. */
    Optional<String> attributeOf(Offer offer) {
        return names.stream()
                .flatMap(part -> offer.product().attributes().stream()
                        .filter(a -> a.name().contains(part) && a.number() != null)
                        .map(Attribute::name))
                .findFirst();
    }

    /** More or less of a quantity than the product spoken of: at least the next amount that the shop has. */
    static Optional<Constraint> demand(Turn turn, Demands.Merged merged) {
        if (turn.reading.category().isPresent() || turn.refs.none()) {
            return Optional.empty();
        }
        Optional<Comparative> wish = in(turn.message.toLowerCase(Locale.ROOT));
        Offer offer = turn.refs.first();
        Optional<String> attribute = wish.flatMap(w -> w.attributeOf(offer));
        if (wish.isEmpty() || attribute.isEmpty()) {
            return Optional.empty();
        }
        boolean more = wish.get().more();
        return offer.product().attribute(attribute.get()).flatMap(own -> {
            List<Constraint> others = merged.all().stream()
                    .filter(c -> !c.attribute().equals(own.name()))
                    .toList();
            return turn.catalog.rank(others, own.name(), !more, 1000).offers().stream()
                    .flatMap(o -> o.product().attribute(own.name()).stream())
                    .filter(a -> a.number() != null
                            && own.number() != null
                            && a.unit() != null
                            && a.unit().equals(own.unit())
                            && (more
                                    ? a.number().compareTo(own.number()) > 0
                                    : a.number().compareTo(own.number()) < 0))
                    .findFirst()
                    .map(a -> new Constraint(
                            own.name(),
                            more ? Operator.AT_LEAST : Operator.AT_MOST,
                            Objects.requireNonNull(a.number())
                                    .stripTrailingZeros()
                                    .toPlainString(),
                            a.unit(),
                            null));
        });
    }
}
