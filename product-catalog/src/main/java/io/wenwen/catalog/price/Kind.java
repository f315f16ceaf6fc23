package io.wenwen.catalog.price;

import java.util.Optional;

/** What a rule does and, with it, in which layer of a price it is applied; {@code docs/promotions.md} section 3. */
public enum Kind {
    REDUCTION("reduction", 1),
    MEMBER_PRICE("member_price", 1),
    PRESALE("presale", 1),
    PIECES_RATE("pieces_rate", 2),
    SPEND_OFF("spend_off", 3),
    SPEND_RATE("spend_rate", 3),
    SHOP_COUPON("shop_coupon", 4),
    CROSS_SHOP_OFF("cross_shop_off", 5),
    CATEGORY_COUPON("category_coupon", 6),
    PLATFORM_COUPON("platform_coupon", 6),
    NEWCOMER_COUPON("newcomer_coupon", 6),
    GIFT("gift", 7),
    FREIGHT("freight", 8);

    private final String code;
    private final int layer;

    Kind(String code, int layer) {
        this.code = code;
        this.layer = layer;
    }

    /** The name in JSON. */
    public String code() {
        return code;
    }

    /** 1 item prices, 2 to 6 discounts, 7 gifts, 8 freight. */
    public int layer() {
        return layer;
    }

    /** Whether the chooser may use it or leave it out. */
    public boolean discount() {
        return layer >= 2 && layer <= 6;
    }

    public boolean coupon() {
        return code.endsWith("_coupon");
    }

    public static Optional<Kind> of(String code) {
        for (Kind kind : values()) {
            if (kind.code.equals(code)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
