package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Units of measure as shops and shoppers write them, and what one is in another. A unit that is not listed here is only equal
 * to itself.
 */
public final class Units {

    /**
     * A unit in one of its dimensions.
     *
     * @param factor how many of the dimension's base unit one of these is
     */
    private record Measure(String dimension, BigDecimal factor) {}

    private static final Map<String, List<Measure>> MEASURES = new HashMap<>();
    private static final String[] TERABYTES = {"tb", "t"};

    static {
        mass();
        volume();
        length();
        time();
        electric();
        digital();
        counts();
    }

    private Units() {}

    /** A terabyte is 1000 GB in some catalogues and 1024 GB in others. */
    static boolean terabytes(String unit) {
        return List.of(TERABYTES).contains(unit);
    }

    /** The base of the unit's own scale is arbitrary: there are amounts below zero. */
    static boolean belowZero(String unit) {
        return List.of("℃", "°c", "度", "摄氏度").contains(unit);
    }

    private static void unit(String dimension, String factor, String... names) {
        for (String name : names) {
            Measure measure = new Measure(dimension, new BigDecimal(factor));
            MEASURES.merge(name, List.of(measure), (a, b) -> List.of(a.getFirst(), b.getFirst()));
        }
    }

    private static void mass() {
        unit("mass", "0.001", "mg", "毫克");
        unit("mass", "1", "g", "克", "gram", "grams");
        unit("mass", "50", "两");
        unit("mass", "500", "斤", "市斤");
        unit("mass", "1000", "kg", "公斤", "千克", "kilo", "kilos", "kilogram", "kilograms");
        unit("mass", "1000000", "吨");
    }

    private static void volume() {
        unit("volume", "1", "ml", "毫升", "cc", "milliliter", "milliliters");
        unit("volume", "1000", "l", "升", "公升", "liter", "liters", "litre", "litres");
    }

    private static void length() {
        unit("length", "0.001", "um", "微米", "μm");
        unit("length", "1", "mm", "毫米");
        unit("length", "10", "cm", "厘米", "公分");
        unit("length", "1000", "m", "米", "公尺", "meter", "meters");
        unit("length", "1000000", "km", "公里", "千米");
        unit("length", "25.4", "英寸", "寸", "吋", "inch", "inches", "\"");
        unit("area", "1", "㎡", "平方米", "平米", "平方", "平", "m²", "m2");
    }

    private static void time() {
        unit("time", "1", "秒", "秒钟", "s", "seconds");
        unit("time", "60", "分钟", "分", "min", "mins", "minute", "minutes");
        unit("time", "3600", "小时", "钟头", "个小时", "h", "hr", "hrs", "hour", "hours");
        unit("time", "86400", "天", "日", "day", "days");
        unit("time", "604800", "周", "星期", "个星期", "礼拜", "个礼拜", "week", "weeks");
        unit("age", "1", "个月", "月", "月龄", "months", "month");
        unit("age", "12", "岁", "周岁", "年", "years", "year", "个年头");
        // As a span of time a month has 30 days and a year 365.
        unit("time", "2592000", "个月", "月", "months", "month");
        unit("time", "31536000", "年", "years", "year");
    }

    private static void electric() {
        unit("charge", "1", "mah", "毫安", "毫安时");
        unit("charge", "1000", "ah", "安时");
        unit("energy", "1", "wh", "瓦时");
        unit("power", "1", "w", "瓦", "瓦特", "watt", "watts");
        unit("power", "1000", "kw", "千瓦");
        unit("power", "735", "匹");
        unit("voltage", "1", "v", "伏", "伏特");
        unit("frequency", "1", "hz", "赫兹", "赫");
        unit("frequency", "1000000000", "ghz");
        unit("temperature", "1", "℃", "°c", "度", "摄氏度");
        unit("loudness", "1", "db", "分贝");
        unit("pressure", "1", "pa", "帕");
        unit("pressure", "1000", "kpa", "千帕");
        unit("flux", "1", "lm", "流明", "lumen", "lumens");
        unit("spin", "1", "转", "rpm", "转/分", "转/分钟", "r/min");
    }

    private static void digital() {
        unit("data", "0.001", "mb", "兆");
        unit("data", "1", "gb", "g");
        unit("data", "1000", TERABYTES);
        unit("pixels", "1", "万像素");
        unit("pixels", "0.0001", "像素");
    }

    private static void counts() {
        unit("percent", "1", "%", "％", "percent");
        unit("persons", "1", "人", "人份", "个人", "位", "people", "persons", "person");
        unit("pieces", "1", "片", "片装", "pcs");
        unit("pages", "1", "页", "pages");
        unit("keys", "1", "键");
    }

    /** True if the word measures something; amounts of money do not count. */
    public static boolean known(String unit) {
        return MEASURES.containsKey(Folding.key(unit));
    }

    /** Every unit known, folded. */
    static Iterable<String> all() {
        return MEASURES.keySet();
    }

    /** The amount in another unit; empty where the two do not measure the same. */
    public static Optional<BigDecimal> convert(BigDecimal amount, String from, String to) {
        String source = Folding.key(from);
        String target = Folding.key(to);
        if (source.equals(target)) {
            return Optional.of(amount);
        }
        for (Measure a : MEASURES.getOrDefault(source, List.of())) {
            for (Measure b : MEASURES.getOrDefault(target, List.of())) {
                if (a.dimension().equals(b.dimension())) {
                    return Optional.of(plain(amount.multiply(a.factor()).divide(b.factor(), MathContext.DECIMAL64)));
                }
            }
        }
        return Optional.empty();
    }

    /** Without trailing zeros and without an exponent. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
