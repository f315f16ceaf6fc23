package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Attribute;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a value that is one quantity, such as {@code 30小时} or {@code 220 g}, as number and unit. */
public final class Quantities {

    private static final Pattern QUANTITY =
            Pattern.compile("(-?\\d{1,12}(?:\\.\\d{1,6})?)\\s*([\\p{IsHan}a-zA-Zμ°℃%²³/·]{1,6})");

    private static final Set<String> UNITS =
            Set.of(("小时 分钟 秒 天 日 周 个月 月 年 岁 克 千克 公斤 斤 毫克 吨 毫升 升 米 厘米 毫米 公里 寸 英寸 平方米 平米 立方米 瓦 千瓦 伏 毫安时 安时 度 "
                            + "件 片 个 只 支 条 双 盒 包 袋 瓶 罐 抽 卷 页 层 档 人 色 根 粒 颗 枚 张 本 册 套 块 键 组 节 针 匹 转 圈 格 门 头 孔 "
                            + "元 分贝 赫兹 流明 像素 万像素 卡 千卡 千焦 转/分 升/分 支纱 织 目 次 步 人份 枝 朵 株 片装 代 核 线程 倍 级 度数")
                    .split(" "));
    private static final Set<String> LATIN = Set.of(
            ("ml l cl kg g mg t cm mm m km mah ah wh kwh w kw v mv a ma hz khz mhz ghz kb gb tb mb in inch db dpi fps lm lx k pa kpa mpa ppi fp d nm um "
                            + "% ℃ °c ° kcal kj n n·m m² m³ m³/h l/min r/min rpm kg/m³ g/m² m/s km/h w/h cd/m² nit nits oz lb tog denier iu cfu bar ml/h gsm mbps gbps mm² cm² cm³")
                    .split(" "));

    private Quantities() {}

    /** The attribute with its number and unit; {@code null} where the value is no single quantity of a known unit. */
    public static @Nullable Attribute of(String name, String value) {
        Matcher quantity = QUANTITY.matcher(
                Normalizer.normalize(value, Normalizer.Form.NFC).strip());
        if (!quantity.matches()) {
            return null;
        }
        String unit = quantity.group(2);
        if (!UNITS.contains(unit) && !LATIN.contains(unit.toLowerCase(Locale.ROOT))) {
            return null;
        }
        BigDecimal number = new BigDecimal(quantity.group(1));
        return new Attribute(name, List.of(value.strip()), number, unit);
    }
}
