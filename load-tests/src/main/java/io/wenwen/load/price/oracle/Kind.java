package io.wenwen.load.price.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a rule is, with its layer and the fields that only it and its like have (section 3). */
enum Kind {
    REDUCTION(1, false, "off_fen", "price_fen", "line_pieces"),
    MEMBER_PRICE(1, false, "price_fen", "rate", "line_pieces"),
    PRESALE(1, false, "price_fen", "deposit_fen", "worth_fen", "deposit_from", "deposit_until"),
    PIECES_RATE(2, true, "steps", "nth"),
    SPEND_OFF(3, true, "steps", "every"),
    SPEND_RATE(3, true, "steps"),
    SHOP_COUPON(4, true, "threshold_fen", "off_fen", "rate"),
    CROSS_SHOP_OFF(5, false, "steps", "every"),
    CATEGORY_COUPON(6, false, "threshold_fen", "off_fen", "rate"),
    PLATFORM_COUPON(6, false, "threshold_fen", "off_fen", "rate"),
    NEWCOMER_COUPON(6, false, "threshold_fen", "off_fen", "rate"),
    GIFT(7, false, "threshold_fen", "pieces", "gift"),
    FREIGHT(8, true, "fee_fen", "free_from_fen");

    private static final Map<String, Kind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Kind::wireName, Function.identity()));

    final int layer;
    final boolean namesItsShop;
    final List<String> ownFields;

    Kind(int layer, boolean namesItsShop, String... ownFields) {
        this.layer = layer;
        this.namesItsShop = namesItsShop;
        this.ownFields = List.of(ownFields);
    }

    static Kind of(String name) {
        Kind kind = BY_NAME.get(name);
        if (kind == null) {
            throw new Refused(Refused.Code.BAD_RULE, "unknown kind " + name);
        }
        return kind;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Layers 2 to 6: the rules among which there is a choice. */
    boolean isChosen() {
        return layer >= 2 && layer <= 6;
    }

    boolean isCoupon() {
        return wireName().endsWith("_coupon");
    }
}
