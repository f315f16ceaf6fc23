package io.wenwen.catalog.query;

/** Forms of asking that the grammar sees on its way; what they mean in the conversation is decided by who holds it. */
public enum QuestionForm {
    /** 多少款, 几种, how many. */
    HOW_MANY,
    /** 有没有, 有…吗, 卖不卖, do you have. */
    EXISTS,
    /** 价格区间, 什么价位, 多少钱到多少钱. */
    PRICE_RANGE,
    /** 多少钱, how much. */
    PRICE,
    /** 最便宜, cheapest. */
    CHEAPEST,
    /** 最贵, dearest. */
    DEAREST,
    /** 销量最高, 卖得最好, best-selling. */
    BEST_SELLING,
    /** 评分最高, best rated. */
    BEST_RATED,
    /** 有哪些牌子, which brands. */
    BRANDS,
    /** 比一下, 哪个好, 区别, compare. */
    COMPARE,
    /** A sentence that ends in 吗, 不, 呢 or a question mark and asks for yes or no. */
    YES_NO,
    /** 什么, 哪些, 多大, 多重, 几, which: asks for a value; see {@link Reading#asked()}. */
    VALUE,
    /** 再便宜点, 便宜一些, cheaper ones. */
    CHEAPER,
    /** 贵一点的, 更好的, dearer ones. */
    DEARER,
    /** 优惠, 券, 满减, 打折, discounts. */
    PROMOTIONS
}
