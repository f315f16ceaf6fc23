package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Sku;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a bare title still tells: brand, amounts with units, colour and size. For rows without attributes of their own. */
final class TitleReading {

    private static final Pattern NOISE = Pattern.compile("^(?:\\s|【[^】]*】|\\[[^\\]]*]|海囤全球|专柜正品|正品)+");
    private static final Pattern MEMORY = Pattern.compile(
            "(?<![\\d.])(\\d{1,2})\\s*GB?\\s*\\+\\s*(\\d{2,4})\\s*GB?(?![A-Za-z])", Pattern.CASE_INSENSITIVE);
    private static final Pattern STORAGE =
            Pattern.compile("(?<![\\d.+])(16|32|64|128|256|512|1024)\\s*GB?(?![A-Za-z])", Pattern.CASE_INSENSITIVE);
    private static final Pattern BATTERY =
            Pattern.compile("(?<![\\d.])(\\d{3,5})\\s*(mAh|毫安时)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCREEN = Pattern.compile("(?<![\\d.])(\\d{1,2}(?:\\.\\d{1,2})?)\\s*(英寸)");
    private static final Pattern VOLUME =
            Pattern.compile("(?<![\\d.])(\\d{1,4}(?:\\.\\d{1,2})?)\\s*(ml|毫升|升)(?![A-Za-z])", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEIGHT = Pattern.compile(
            "(?<![\\d.])(\\d{1,4}(?:\\.\\d{1,2})?)\\s*(kg|g|克|千克)(?![A-Za-z+\\d])", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLOUR =
            Pattern.compile("(?<=[\\s（(/]|^)(\\p{IsHan}{0,4}(?:色|[黑白红蓝灰银金紫绿粉橙黄棕]))(?=[\\s）)/]|$)");
    private static final Pattern NO_COLOUR = Pattern.compile("口红|显色|透亮|特色|角色|蓝金$");
    private static final Pattern SIZE = Pattern.compile("(?<=\\s)(XS|S|M|L|XL|XXL|XXXL)(?=\\s|$)");
    private static final Set<String> WET = Set.of("美妆", "个护", "食品", "饮食", "洗护", "洗护清洁", "护肤", "清洁", "美妆 清洁 宠物");
    private static final Set<String> WORN = Set.of("服饰", "服装", "女装", "男装", "鞋靴", "婴童");

    private final Map<String, String> brands = new LinkedHashMap<>();

    TitleReading() {
        Lexicon.lines("brands.tsv").forEach(columns -> {
            for (String word : columns[1].split(" ")) {
                brands.put(word.toLowerCase(Locale.ROOT), columns[0]);
            }
        });
    }

    void learnBrand(String brand) {
        if (brand.length() >= 2) {
            brands.putIfAbsent(brand.toLowerCase(Locale.ROOT), brand);
        }
    }

    /** The brand whose word opens the title, the longest if several do. */
    @Nullable
    String brand(String title) {
        String text = NOISE.matcher(Normalizer.normalize(title, Normalizer.Form.NFKC))
                .replaceFirst("")
                .toLowerCase(Locale.ROOT);
        String best = null;
        for (String word : brands.keySet()) {
            boolean whole = text.startsWith(word)
                    && (word.charAt(word.length() - 1) > 0x7f
                            || text.length() == word.length()
                            || !Character.isLetter(text.charAt(word.length()))
                            || text.charAt(word.length()) > 0x7f);
            if (whole && (best == null || word.length() > best.length())) {
                best = word;
            }
        }
        return best == null ? null : brands.get(best);
    }

    /** Attributes for amounts in the text that the row does not already state under the same name. */
    List<Attribute> amounts(String title, String brief, List<String> category, List<Attribute> stated) {
        String text = Normalizer.normalize(title + " " + brief, Normalizer.Form.NFKC);
        boolean wet = category.stream().anyMatch(WET::contains);
        List<Attribute> found = new ArrayList<>();
        Matcher memory = MEMORY.matcher(text);
        if (memory.find()) {
            found.add(Attribute.quantity("运行内存", new BigDecimal(memory.group(1)), "GB"));
            found.add(Attribute.quantity("存储容量", new BigDecimal(memory.group(2)), "GB"));
        } else {
            largest(STORAGE.matcher(text)).ifPresent(n -> found.add(Attribute.quantity("存储容量", n, "GB")));
        }
        single(found, "电池容量", BATTERY.matcher(text));
        single(found, "屏幕尺寸", SCREEN.matcher(text));
        single(found, wet ? "净含量" : "容量", VOLUME.matcher(text));
        if (found.stream().noneMatch(a -> a.name().equals("存储容量") || a.name().equals("净含量"))) {
            single(found, wet ? "净含量" : "重量", WEIGHT.matcher(text));
        }
        found.removeIf(a -> stated.stream().anyMatch(s -> s.name().equals(a.name())));
        return found;
    }

    private static void single(List<Attribute> found, String name, Matcher matcher) {
        if (matcher.find()) {
            found.add(Attribute.quantity(name, new BigDecimal(matcher.group(1)), matcher.group(2)));
        }
    }

    private static java.util.Optional<BigDecimal> largest(Matcher matcher) {
        return matcher.results().map(r -> new BigDecimal(r.group(1))).max(BigDecimal::compareTo);
    }

    /** The single SKU of a bare product with the colour and, for clothes, the size that its title names. */
    Sku withOptions(Sku sku, String title, String brief, List<String> category) {
        if (!sku.options().isEmpty()) {
            return sku;
        }
        String text = Normalizer.normalize(title + " " + brief, Normalizer.Form.NFKC);
        Map<String, String> options = new LinkedHashMap<>();
        Matcher colour = COLOUR.matcher(text);
        while (colour.find()) {
            String name = colour.group(1);
            if (name.length() >= 2 && !NO_COLOUR.matcher(name).find()) {
                options.put("颜色", name);
                break;
            }
        }
        Matcher size = SIZE.matcher(text);
        if (category.stream().anyMatch(WORN::contains) && size.find()) {
            options.put("尺码", size.group(1));
        }
        return options.isEmpty() ? sku : new Sku(sku.id(), options, sku.price(), sku.stock(), sku.picture());
    }
}
