package io.wenwen.load.suite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number with its unit as shops write it (10L, 500 毫升, 1.5千克); the judge's own table of units. */
public record Quantity(BigDecimal number, String unit) {

    private static final Pattern WRITTEN = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*([^\\d\\s][^\\d]{0,7})");

    /** What one of the unit is in the smallest unit of its kind, and the kind. */
    private record Scale(String kind, BigDecimal factor) {}

    private static final Map<String, Scale> SCALES = new HashMap<>();

    static {
        scale("volume", "1", "ml", "毫升");
        scale("volume", "1000", "l", "升", "公升");
        scale("mass", "1", "g", "克");
        scale("mass", "50", "两");
        scale("mass", "500", "斤");
        scale("mass", "1000", "kg", "千克", "公斤");
        scale("length", "1", "mm", "毫米");
        scale("length", "10", "cm", "厘米", "公分");
        scale("length", "1000", "m", "米");
        scale("power", "1", "w", "瓦");
        scale("power", "1000", "kw", "千瓦");
        scale("current", "1", "a", "安");
        scale("charge", "1", "mah", "毫安时", "毫安");
        scale("charge", "1000", "ah", "安时");
        scale("time", "1", "分钟", "min");
        scale("time", "60", "小时", "h");
        scale("memory", "1", "mb");
        scale("memory", "1024", "gb", "g内存");
        scale("memory", "1048576", "tb");
    }

    private static void scale(String kind, String factor, String... units) {
        for (String unit : units) {
            SCALES.put(unit, new Scale(kind, new BigDecimal(factor)));
        }
    }

    /** The quantity that the whole text is; nothing where it is more or less than one. */
    public static @Nullable Quantity of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        return written.matches()
                ? new Quantity(
                        new BigDecimal(written.group(1)), written.group(2).strip())
                : null;
    }

    /** The number in another unit of the same kind; nothing where there is no way from one to the other. */
    public @Nullable BigDecimal in(String wanted) {
        if (unit.equalsIgnoreCase(wanted)) {
            return number;
        }
        Scale from = SCALES.get(unit.toLowerCase(Locale.ROOT));
        Scale to = SCALES.get(wanted.toLowerCase(Locale.ROOT));
        return from == null || to == null || !from.kind().equals(to.kind())
                ? null
                : number.multiply(from.factor()).divide(to.factor(), MathContext.DECIMAL64);
    }
}
