package io.wenwen.service.policy;

import java.util.regex.Pattern;

/**
 * Cases for which shops make rules of their own. A line about one of them answers a general question less well than the general
 * line: 多少天内可以退 is not asked of second-hand goods.
 */
enum SpecialCase {
    SECOND_HAND("二手|翻新|\\bsecond[- ]?hand\\b|\\brefurbished\\b"),
    FAULT("质量问题|故障|坏|破损|发错|漏发|\\b(?:faulty|defective|damaged|broken)\\b"),
    PRESALE("预售|定金|\\bpre-?orders?\\b"),
    BULKY("大件|大家电|家具|上楼|\\bbulky\\b|\\bfurniture\\b|\\blarge (?:items|appliances)\\b"),
    NOT_RETURNABLE("食品|生鲜|内衣|内裤|贴身|拆封|定制|\\b(?:food|underwear|custom(?:i[sz]ed)?|opened)\\b"),
    FAR(
            "新疆|西藏|内蒙|青海|宁夏|甘肃|海南|偏远|港澳|香港|澳门|台湾|海外|国外|境外|\\b(?:xinjiang|tibet|remote|overseas|abroad|international(?:ly)?|hong kong)\\b"),
    INVOICE("发票|开票|专票|普票|抬头|\\b(?:invoice|fapiao)"),
    TAX_INVOICE("专用发票|专票|增值税|\\bvat\\b"),
    MEMBERS("会员|积分|\\bmembers?\\b"),
    ABUSE("人为|进水|私自|\\bmisuse\\b|\\bwater damage\\b"),
    SIZE("码|换大|换小|\\bsizes?\\b"),
    PRICE_DROP("降价|差价|价保|保价|\\bprice (?:drop|protection|match)"),
    COUPON("券|\\bcoupons?\\b"),
    CANCEL("取消|\\bcancel"),
    FLASH_SALE("秒杀|赠品|\\bflash sale\\b");

    private final Pattern words;

    SpecialCase(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /**
     * How much the line is about special cases that the question does not mention: 1 for one that it begins with, a quarter for
     * one that it only mentions further on.
     */
    static double strange(String question, String line) {
        double strange = 0;
        String begin = line.split("[，,；;。：:]", 2)[0];
        for (SpecialCase special : values()) {
            if (special.words.matcher(line).find()
                    && !special.words.matcher(question).find()) {
                strange += special.words.matcher(begin).find() ? 1 : 0.25;
            }
        }
        return strange;
    }
}
