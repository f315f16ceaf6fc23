package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.analysis.Phrases;
import io.wenwen.catalog.query.Meaning.Strength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that shoppers may call a shop's categories, brands, attributes and values. */
final class LexiconPhrases {

    private static final Pattern PERCENT = Pattern.compile("^\\d{1,3}(\\.\\d+)?%");
    private static final Pattern BRACKETS = Pattern.compile("[(（【\\[][^)）】\\]]*[)）】\\]]");
    private static final Pattern NUMBER = Pattern.compile("[\\d.,*x×+/~-]+");
    private static final Pattern SIZE = Pattern.compile("[2-6]?x{0,4}[sml]");
    /** L码58-62: the letters are the size, the rest explains it. */
    private static final Pattern LEADING_SIZE = Pattern.compile("([2-6]?x{0,4}[sml])码?[\\d(（].*");
    /** E27螺口: a code and its word, said in either order. */
    private static final Pattern CODED = Pattern.compile("([a-z]{1,4}[\\d-]{1,4})(\\p{IsHan}{2,4})");

    private static final Set<String> YES = Set.of("是", "有", "支持", "可以", "能", "√", "yes", "true", "可", "带", "具备", "含");
    private static final List<String> TAILS =
            List.of("时间", "时长", "大小", "尺寸", "长度", "重量", "容量", "等级", "类型", "材质", "方式", "功能", "类别", "风格", "性能", "种类");
    private static final List<String> VALUE_TAILS = List.of(
            "材质", "面料", "风格", "款式", "系列", "专用", "适用", "款", "型", "式", "色", "质", "制", "风", "类", "装", "版", "味", "码", "用");
    private static final List<String> VALUE_HEADS = List.of("支持", "具有", "适合", "适用于", "可", "能", "带", "有", "中国");
    /** Heads too general to stand for the categories that end in them. */
    private static final Set<String> GENERAL = Set.of(
            "用品", "配件", "食品", "套装", "工具", "器材", "设备", "服装", "电器", "机", "器", "仪", "品", "类", "具", "件", "装", "服", "子", "料",
            "物", "用", "材", "周边", "专区", "其他", "系列", "制品", "日用", "护理", "清洁", "男", "女", "童");

    /** Single characters that are used as nouns; others (码 of 数码) only end words. */
    static final String NOUNS = "包鞋裤裙帽灯锅杯伞表茶酒床刀被毯窝柜椅桌瓶袜碗盘笔车糖书琴球钟枕巾盒箱盆壶镜凳毯席窗肉鱼米面油竿饵帐靴凳梯锤锯帘扇炉锁拍";

    private static final List<String> DIMINUTIVES = List.of("子", "儿");

    private final Lexicon lexicon;
    private final Phrases<Meaning> phrases = new Phrases<>();

    LexiconPhrases(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Phrases<Meaning> build() {
        lexicon.categories().forEach(this::category);
        lexicon.brands().forEach(this::brand);
        lexicon.values().forEach((attribute, values) -> {
            name(attribute);
            values.stream().map(v -> lexicon.spelling(attribute, v)).distinct().forEach(v -> value(attribute, v));
        });
        heads();
        EverydayWords.LOADED.categories().forEach(this::sharedCategory);
        EverydayWords.LOADED.attributes().forEach(this::sharedName);
        EverydayWords.LOADED.values().forEach(g -> shared(g));
        EverydayWords.LOADED.colours().forEach(this::colour);
        EverydayWords.LOADED.brands().forEach(this::sharedBrand);
        lexicon.values()
                .forEach((attribute, values) -> values.forEach(v -> named(attribute, lexicon.spelling(attribute, v))));
        EverydayWords.LOADED.english().forEach(this::english);
        return phrases;
    }

    private void category(String name) {
        phrases.add(Folding.key(name), new Meaning.Category(name, Strength.EXACT));
        String[] parts = name.split("[/、&|,，\\s]+|与|和");
        for (String part : parts) {
            if (parts.length > 1 && part.length() > 1 && !GENERAL.contains(part)) {
                phrases.add(Folding.key(part), new Meaning.Category(name, Strength.DERIVED));
            }
        }
        String key = Folding.key(BRACKETS.matcher(name).replaceAll(""));
        phrases.add(key, new Meaning.Category(name, Strength.DERIVED));
    }

    private void brand(String name) {
        Meaning.Brand brand = new Meaning.Brand(name);
        String key = Folding.key(name);
        phrases.add(key, brand);
        for (String part : Folding.fold(name).split("[/()（）|·\\s]+")) {
            boolean latin = part.chars().allMatch(c -> c < 128);
            if (part.length() >= 2 && !part.matches("[\\d.]+") && (!latin || part.length() >= 3)) {
                phrases.add(part, brand);
            }
        }
        for (String tail : List.of("制造商", "旗舰店", "官方", "品牌", "牌")) {
            if (key.endsWith(tail) && key.length() > tail.length() + 1) {
                phrases.add(key.substring(0, key.length() - tail.length()), brand);
            }
        }
    }

    private void name(String attribute) {
        String key = Folding.key(attribute);
        phrases.add(key, new Meaning.Name(attribute, Strength.EXACT));
        for (String head : List.of("是否", "产品", "商品", "适用", "总", "最大", "最长", "最高", "单次", "整机", "额定")) {
            if (key.startsWith(head) && key.length() >= head.length() + 2) {
                phrases.add(key.substring(head.length()), new Meaning.Name(attribute, Strength.DERIVED));
            }
        }
        for (String tail : TAILS) {
            if (key.endsWith(tail) && key.length() >= tail.length() + 2) {
                phrases.add(
                        key.substring(0, key.length() - tail.length()), new Meaning.Name(attribute, Strength.DERIVED));
            }
        }
    }

    private void value(String attribute, String value) {
        String key = Folding.key(value);
        if (key.length() > 20 || NUMBER.matcher(key).matches()) {
            return;
        }
        Lexicon.Usage usage = lexicon.usage(null, attribute);
        if (usage != null && usage.quantity() && Character.isDigit(value.charAt(0)) && key.length() <= 12) {
            return;
        }
        if (YES.contains(key)) {
            possession(attribute, value);
            return;
        }
        if (Set.of("否", "无", "没有", "不支持", "不可以", "no", "false", "其他", "其它", "标准", "默认")
                .contains(key)) {
            return;
        }
        phrases.add(key, new Meaning.Value(attribute, value, Strength.EXACT));
        if (SIZE.matcher(key).matches()) {
            phrases.add(key + "码", new Meaning.Value(attribute, value, Strength.DERIVED));
            phrases.add(key + "号", new Meaning.Value(attribute, value, Strength.DERIVED));
        }
        Matcher size = LEADING_SIZE.matcher(key);
        if (size.matches()) {
            phrases.add(size.group(1) + "码", new Meaning.Value(attribute, value, Strength.DERIVED));
            phrases.add(size.group(1) + "号", new Meaning.Value(attribute, value, Strength.DERIVED));
        }
        Matcher coded = CODED.matcher(key);
        if (coded.matches()) {
            derived(attribute, value, coded.group(1));
            derived(attribute, value, coded.group(2) + coded.group(1));
        }
        String plain = Folding.key(BRACKETS.matcher(value).replaceAll(""));
        derived(attribute, value, plain);
        pair(attribute, value, plain);
        derived(attribute, value, PERCENT.matcher(key).replaceFirst(""));
        for (String tail : VALUE_TAILS) {
            if (plain.endsWith(tail)) {
                String stem = plain.substring(0, plain.length() - tail.length());
                derived(attribute, value, stem);
            }
        }
        for (String head : VALUE_HEADS) {
            if (plain.startsWith(head) && plain.length() >= head.length() + 2) {
                derived(attribute, value, plain.substring(head.length()));
            }
        }
    }

    private void derived(String attribute, String value, String phrase) {
        if (phrase.length() >= 2 && !NUMBER.matcher(phrase).matches()) {
            phrases.add(phrase, new Meaning.Value(attribute, value, Strength.DERIVED));
        }
    }

    /** 安卓与iOS is 安卓和iOS, iOS或安卓 …: both orders, joined as people join them. */
    private void pair(String attribute, String value, String key) {
        String[] parts = key.split("与|和|及|加|\\+|&|、", -1);
        if (parts.length != 2
                || parts[0].isEmpty()
                || parts[1].isEmpty()
                || NUMBER.matcher(key).matches()) {
            return;
        }
        for (String joint : List.of("与", "和", "跟", "及", "或", "或者", "加", "+", "、", "/", "and", "or", "")) {
            derived(attribute, value, parts[0] + joint + parts[1]);
            derived(attribute, value, parts[1] + joint + parts[0]);
        }
    }

    /** Without what the attribute's own name says: 越野 for 适用路面 = 越野路面; 能冲厕所 for 可冲厕所 = 可冲. */
    private void named(String attribute, String value) {
        String key = Folding.key(BRACKETS.matcher(value).replaceAll(""));
        String name = Folding.key(attribute);
        if (key.isEmpty() || key.length() > 12) {
            return;
        }
        for (int length = Math.min(name.length(), key.length() - 2); length >= 1; length--) {
            if (key.endsWith(name.substring(name.length() - length))) {
                derived(attribute, value, key.substring(0, key.length() - length));
                break;
            }
        }
        boolean able = key.length() < name.length() && name.startsWith(key) && "可能有带含".indexOf(key.charAt(0)) >= 0;
        if (able) {
            for (String head : List.of("", "可", "能", "可以", "能够", "直接", "支持")) {
                derived(attribute, value, head + name.substring(1));
            }
        }
    }

    /** 防水 = 支持: the attribute's name says the value. */
    private void possession(String attribute, String yes) {
        String key = Folding.key(attribute);
        String stem = key.startsWith("是否") ? key.substring(2) : key;
        for (String tail : List.of("", "功能", "支持")) {
            if (stem.endsWith(tail) && stem.length() - tail.length() >= 2) {
                derived(attribute, yes, stem.substring(0, stem.length() - tail.length()));
            }
        }
        for (String head : VALUE_HEADS) {
            if (stem.startsWith(head)) {
                derived(attribute, yes, stem.substring(head.length()));
            }
        }
    }

    /** 裤子 for 休闲裤 if that is the only 裤, or for the category above if nearly all below it are 裤. */
    private void heads() {
        Map<String, Set<String>> endings = new HashMap<>();
        for (String name : lexicon.categories()) {
            String key = Folding.key(name);
            for (int i = 1; i < key.length(); i++) {
                endings.computeIfAbsent(key.substring(i), k -> new LinkedHashSet<>())
                        .add(name);
            }
        }
        endings.forEach((ending, names) -> {
            if ((ending.length() == 1 && !NOUNS.contains(ending))
                    || GENERAL.contains(ending)
                    || !ending.chars().allMatch(c -> c > 127)) {
                return;
            }
            String category = single(names);
            if (category != null) {
                Meaning meaning = new Meaning.Category(category, Strength.EVERYDAY);
                if (!phrases.contains(ending)) {
                    phrases.add(ending, meaning);
                }
                for (String diminutive : DIMINUTIVES) {
                    if (ending.length() == 1 && !phrases.contains(ending + diminutive)) {
                        phrases.add(ending + diminutive, meaning);
                    }
                }
            }
        });
    }

    private @Nullable String single(Set<String> names) {
        List<String> lowest = new ArrayList<>(names);
        lowest.removeIf(n -> names.stream().anyMatch(other -> lexicon.within(other, n)));
        if (lowest.size() == 1) {
            return names.size() == 1 ? lowest.getFirst() : topmost(names);
        }
        // 裤 ends 休闲裤 and 牛仔裤, all of 裤装, and 纸尿裤, which is somewhere else: most of them decide.
        int total = lowest.stream().mapToInt(lexicon::size).sum();
        Map<String, Integer> covered = new HashMap<>();
        lowest.forEach(n -> lexicon.above(n).forEach(above -> covered.merge(above, lexicon.size(n), Integer::sum)));
        return covered.entrySet().stream()
                .filter(e -> e.getValue() * 10 >= lexicon.size(e.getKey()) * 7 && e.getValue() * 10 >= total * 6)
                .map(Map.Entry::getKey)
                .min(Comparator.comparingInt(lexicon::size))
                .orElse(null);
    }

    private String topmost(Set<String> names) {
        return names.stream()
                .filter(n -> names.stream().noneMatch(other -> lexicon.within(n, other)))
                .findFirst()
                .orElseGet(() -> names.iterator().next());
    }

    private void sharedCategory(List<String> group) {
        List<Meaning> known = new ArrayList<>();
        for (String word : group) {
            for (Meaning meaning : phrases.get(Folding.key(word))) {
                if (meaning instanceof Meaning.Category category && category.strength() != Strength.EVERYDAY) {
                    known.add(new Meaning.Category(category.name(), Strength.EVERYDAY));
                }
            }
        }
        for (String word : group) {
            String key = Folding.key(word);
            boolean category = phrases.get(key).stream().anyMatch(Meaning.Category.class::isInstance);
            if (!category) {
                known.forEach(m -> phrases.add(key, m));
            }
        }
    }

    private void sharedName(List<String> group) {
        List<String> known =
                group.stream().filter(lexicon.values()::containsKey).toList();
        for (String word : group) {
            known.forEach(name -> phrases.add(Folding.key(word), new Meaning.Name(name, Strength.EVERYDAY)));
        }
    }

    private void sharedBrand(List<String> group) {
        List<Meaning> known = new ArrayList<>();
        for (String word : group) {
            phrases.get(Folding.key(word)).stream()
                    .filter(Meaning.Brand.class::isInstance)
                    .forEach(known::add);
        }
        group.forEach(word -> known.forEach(m -> phrases.add(Folding.key(word), m)));
    }

    private List<Meaning.Value> shared(List<String> group) {
        Set<Meaning.Value> known = new LinkedHashSet<>();
        for (String word : group) {
            for (Meaning meaning : phrases.get(Folding.key(word))) {
                if (meaning instanceof Meaning.Value v && v.strength() != Strength.EVERYDAY) {
                    known.add(new Meaning.Value(v.attribute(), v.value(), Strength.EVERYDAY));
                }
            }
        }
        for (String word : group) {
            known.forEach(m -> phrases.add(Folding.key(word), m));
        }
        return List.copyOf(known);
    }

    /** A colour that the shop does not have can still be demanded where it has colours at all. */
    private void colour(List<String> group) {
        if (shared(group).stream().noneMatch(v -> v.attribute().contains("颜色"))) {
            for (String attribute : lexicon.values().keySet()) {
                if (attribute.contains("颜色")) {
                    Meaning.Value colour = new Meaning.Value(attribute, group.getFirst(), Strength.EVERYDAY);
                    group.forEach(word -> phrases.add(Folding.key(word), colour));
                }
            }
        }
    }

    private void english(String phrase, List<String> chinese) {
        String key = Folding.key(phrase);
        for (String word : chinese) {
            for (Meaning meaning : List.copyOf(phrases.get(Folding.key(word)))) {
                for (String form : List.of(key, key + "s", key + "es")) {
                    phrases.add(form, meaning);
                }
            }
        }
    }
}
