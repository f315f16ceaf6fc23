package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which attribute a question asks about, where the catalogue's grammar names none: 多重 asks for 重量, 净重 or 克重, whichever
 * the product has. Names are matched by what they contain.
 */
final class Property {

    private static final List<Map.Entry<Pattern, List<String>>> QUESTIONS = List.of(
            entry("多重|重不重|重吗|轻吗|重量|份量|分量|沉|几斤|多少(?:克|斤|公斤)|how heavy|weigh", "重量", "净重", "毛重", "克重", "份量", "分量", "净含量"),
            entry(
                    "续航|[用亮播撑开放转]多久|能用几|多长时间|电池.{0,4}多久|待机|battery life|how long.{0,16}(?:last|battery)",
                    "续航",
                    "使用时间",
                    "待机",
                    "播放时",
                    "照明时",
                    "工作时",
                    "时长"),
            entry("什么(?:材质|材料|料|做的|面料)|材质|面料|材料|啥料|料子|纯棉吗|made of|material|fabric", "材质", "面料", "材料", "成分", "主料"),
            entry("哪(?:里|儿|国|产|个国家).{0,4}(?:产|生产|做)|产地|原产|国产吗|进口吗|made in|origin", "产地", "原产", "生产地", "产自"),
            entry("保质期|过期|放多久|能存多久|shelf life|expir", "保质期"),
            entry(
                    "多大|尺寸|大小|多长|多宽|多高|长宽高|how (?:big|long|tall|wide|large)|dimensions?|size",
                    "尺寸",
                    "规格",
                    "长度",
                    "宽度",
                    "高度",
                    "屏幕",
                    "容量",
                    "直径",
                    "尺码",
                    "鞋码",
                    "面积"),
            entry("多长|长度|how long", "长度", "衣长", "裙长", "裤长", "线长"),
            entry("多高|高度|how tall", "高度", "跟高"),
            entry("多厚|厚度|厚不厚|薄吗|厚吗|how thick", "厚度", "厚薄"),
            entry("什么(?:颜色|色)|哪些颜色|几(?:种|个)颜色|有什么色|颜色|colou?rs?", "颜色", "色号"),
            entry("(?:什么|哪些|有)(?:尺码|码)|尺码|几码|多大码|偏大|偏小|sizes?", "尺码", "鞋码", "尺寸", "版型"),
            entry(
                    "多大容量|[装盛].{0,2}(?:多少|几)|容量|多少升|几升|多少毫升|capacity|how much.{0,10}hold|how many (?:litres|liters|ml)",
                    "容量",
                    "净含量",
                    "内存",
                    "存储"),
            entry("功率|多少瓦|几瓦|耗电|费电|wattage|power", "功率", "能效", "耗电"),
            entry("噪音|吵不吵|声音大|分贝|noisy|noise|loud", "噪音", "噪声", "分贝"),
            entry("充电|充满|charg", "充电", "快充", "电池"),
            entry("保修|质保|warranty", "保修", "质保"),
            entry("多少(?:页|张)|几页|页数|pages", "页数"),
            entry("作者|谁写的|author|written by", "作者"),
            entry("出版社|publisher", "出版社"),
            entry("几岁|多大(?:的)?(?:孩子|宝宝|小孩)|适合多大|月龄|年龄|how old|what age", "适用年龄", "年龄", "月龄", "段位", "适龄"),
            entry("什么(?:口味|味道|味)|口味|flavou?r|taste", "口味", "味道", "香型"),
            entry(
                    "几(?:个|片|包|只|支|瓶|袋|粒|枚|双|条)装|多少(?:个|片|包|只|粒|枚|袋)|一(?:盒|包|箱|袋)(?:有)?(?:几|多少)|规格|how many (?:pieces|per)",
                    "规格",
                    "数量",
                    "包装",
                    "件数",
                    "净含量"),
            entry("怎么洗|机洗|手洗|水洗|洗涤|washable|how.{0,10}wash", "洗涤", "清洗", "护理"),
            entry("什么(?:接口|插头)|接口|type-?c|connector|port", "接口"),
            entry("什么牌子|哪个牌子|什么品牌|哪家的|brand", "brand"),
            entry("什么风格|款式|style", "风格", "款式", "版型"),
            entry("分辨率|清晰度|resolution", "分辨率"),
            entry("承重|载重|能承受|load", "承重", "载重"),
            entry("防水|防泼|water[- ]?(?:proof|resist)|\\bip rating", "防水"),
            entry("自己装|组装|安装|拼装|要装|好装|assembl|install", "安装", "组装"),
            entry("屏幕|screen|display", "屏幕"),
            entry("内存|运存|\\bram\\b|memory", "运行内存", "内存"),
            entry("存储|硬盘|storage|\\bssd\\b", "存储", "硬盘"),
            entry("电池|battery|\\bmah\\b", "电池", "续航"),
            entry("配料|成分|什么做|ingredient", "配料", "成分"),
            entry("保温|保冷|keep.{0,12}(?:warm|hot|cold)|insulat", "保温", "保冷"),
            entry("填充|filling|\\bfilled\\b|\\bdown\\b", "填充"),
            entry("适合(?:什么|谁|哪)|什么人|who is it for|suitable for", "适用", "适合"));

    /** Questions that a unit answers, and quantities in such units. */
    private static final List<Map.Entry<Pattern, Pattern>> UNITS = List.of(
            kind("多久|多长时间|几个?小时|how long", "小时|分钟|天|h|min"),
            kind("多重|沉|几斤|how heavy|weigh", "g|克|kg|千克|公斤|斤"),
            kind("多大容量|能装多少|装多少|how much.{0,10}hold", "ml|毫升|l|升"),
            kind("几岁|多大的?(?:孩子|宝宝|娃)|how old|what age", "岁(?:以上|以下|\\+)?|个?月(?:以上|\\+)?"),
            kind("多亮|亮度|how bright", "流明|lm"),
            kind("多(?:大|高)?功率|多少瓦|几瓦|费电|how many watts", "w|瓦|kw|千瓦"),
            kind("准不准|精度|多精|precise|accurate", "g|克|mm|毫米"));

    private static Map.Entry<Pattern, Pattern> kind(String asks, String units) {
        return Map.entry(
                Pattern.compile(asks, Pattern.CASE_INSENSITIVE),
                Pattern.compile("[\\d.]+(?:\\s*[-~至到]\\s*[\\d.]+)?\\s*(?:" + units + ")", Pattern.CASE_INSENSITIVE));
    }

    private Property() {}

    private static Map.Entry<Pattern, List<String>> entry(String asks, String... names) {
        return Map.entry(Pattern.compile(asks, Pattern.CASE_INSENSITIVE), List.of(names));
    }

    /** 片 in 一包多少片. */
    private static final Pattern COUNTED = Pattern.compile("(?:多少|几)(\\p{IsHan})");
    /** What is how large, long or heavy: 电池 in 第一个电池多大. */
    private static final Pattern PART = Pattern.compile("(\\p{IsHan}{2,8}?)(?:有|是|会)?多(?:大|长|宽|高|重|厚|深|快)");

    private static final Pattern POINTING = Pattern.compile(
            ".*(?:第[一二三四五六七八九十\\d]+|最后一?|这|那|该|它|前|后)(?:一|两|几)?(?:个|款|件|种|条|双|只|台|本|瓶|部|套|张|支|把|些)?的?|(?:一|每|单)(?:个|件|只|双|条|支|瓶|包|盒|本)$|^(?:请问|我想知道|想问(?:一?下)?|知道)|的$");

    /** True if the message asks about a part of the product, a battery, and this attribute is not that part's. */
    private static boolean ofAnotherPart(Offer offer, String attribute, String message) {
        var asked = PART.matcher(message);
        if (!asked.find()) {
            return false;
        }
        String part = POINTING.matcher(asked.group(1)).replaceAll("");
        boolean thing = part.endsWith("子")
                ? offer.product().title().indexOf(part.charAt(0)) >= 0
                : NamedProducts.longestShared(
                                        part,
                                        offer.product().leaf() + "/"
                                                + offer.product().title())
                                >= 2
                        && !offer.product().category().isEmpty()
                        && NamedProducts.longestShared(
                                        part, String.join("/", offer.product().category()))
                                >= 2;
        return part.length() >= 2 && !thing && NamedProducts.longestShared(part, attribute) < 2;
    }

    /** The product's own attribute that the message asks about. */
    static Optional<String> askedOf(Offer offer, String message) {
        Map<String, String> stated = Facts.stated(offer);
        for (String name : stated.keySet()) {
            if (name.length() >= 2 && message.contains(name)) {
                return Optional.of(name);
            }
        }
        var counted = COUNTED.matcher(message);
        if (counted.find()) {
            String unit = counted.group(1);
            Optional<String> amount = stated.keySet().stream()
                    .filter(name -> name.contains(unit)
                            && stated.getOrDefault(name, "").matches("\\d+(?:\\.\\d+)?" + unit + ".*"))
                    .findFirst();
            if (amount.isPresent()) {
                return amount;
            }
        }
        return QUESTIONS.stream()
                .filter(e -> e.getKey().matcher(message).find())
                .flatMap(e -> e.getValue().stream())
                .flatMap(part -> part.equals("brand")
                        ? java.util.stream.Stream.of("brand")
                        : stated.keySet().stream().filter(name -> name.contains(part)))
                .filter(name -> Facts.valueOf(offer, name).isPresent())
                .filter(name -> !ofAnotherPart(offer, name, message))
                .min(java.util.Comparator.comparingInt(name -> rank(name, message)))
                .or(() -> byUnit(offer, stated, message));
    }

    /** 能亮多久 of a lamp that states 40小时, whatever it calls that: the one quantity of the kind asked for. */
    private static Optional<String> byUnit(Offer offer, Map<String, String> stated, String message) {
        return UNITS.stream()
                .filter(kind -> kind.getKey().matcher(message).find())
                .map(kind -> stated.entrySet().stream()
                        .filter(e -> kind.getValue().matcher(e.getValue()).matches())
                        .map(Map.Entry::getKey)
                        .filter(name -> !ofAnotherPart(offer, name, message))
                        .toList())
                .filter(names -> names.size() == 1)
                .map(List::getFirst)
                .findFirst();
    }

    /** True if the message asks for a property at all, whether or not any product states it. */
    static boolean asks(String message) {
        return QUESTIONS.stream().anyMatch(q -> q.getKey().matcher(message).find())
                || UNITS.stream().anyMatch(q -> q.getKey().matcher(message).find());
    }

    /** A name that the question nearly says goes before one that it only hints at. */
    private static int rank(String name, String message) {
        int shared = NamedProducts.longestShared(name, message);
        return -shared * 10 + name.length();
    }
}
