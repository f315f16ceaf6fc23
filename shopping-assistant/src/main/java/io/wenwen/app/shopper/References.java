package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which products a message speaks of: 第二个, 最后一款, 它, 那个黑色的, 便宜的那个, or by name.
 *
 * @param offers the products meant, in the order in which they were said
 * @param explicit the message points at them itself; false: they are only what the conversation was about
 * @param missing positions said that the page does not have, e.g. 第九个 of five
 */
record References(List<Offer> offers, boolean explicit, List<Integer> missing) {

    private static final String DIGITS = "[一二三四五六七八九十两\\d]{1,2}";
    private static final String PIECE = "(?:个|款|件|种|条|双|只|台|本|瓶|部|套|张|支|把|盒|袋|包|辆|块|位|号|样)";
    private static final Pattern ORDINAL = Pattern.compile("第(" + DIGITS + ")(?!次|天|代|年|季|时间|名|[\\d.])" + PIECE + "?");
    private static final Pattern BARE_LIST = Pattern.compile(
            "(?<![\\d.])([1-9一二三四五六])(?:号)?(?:和|跟|与|、|,|，|还是|对比?|比|vs)([1-9一二三四五六])(?:号)?(?![\\d.百千万十元块])");
    private static final Pattern NUMBERED =
            Pattern.compile("(?<![\\d.])([1-9])号|(?:number|no\\.?|#|option)\\s?([1-9])\\b");
    private static final Pattern FIRST_FEW =
            Pattern.compile("前(" + DIGITS + ")" + PIECE + "|(?:first|top) (two|three|four|2|3|4)\\b");
    private static final Pattern LAST_FEW = Pattern.compile("(?:后|最后)([二三四两234])" + PIECE);
    private static final Pattern FROM_END = Pattern.compile("倒数第(" + DIGITS + ")" + PIECE + "?");
    private static final Pattern LAST = Pattern.compile("最后(?:一)?" + PIECE + "|末尾|最下面|\\b(?:the )?last(?: one)?\\b");
    private static final Pattern TOP = Pattern.compile("头一" + PIECE + "|首个|最上面|上面(?:那|第一)" + PIECE);
    private static final Pattern MIDDLE = Pattern.compile("中间(?:那|的)?(?:一)?" + PIECE);
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th)\\b(?: (?:one|item|product|option))?");
    private static final Pattern SEVERAL = Pattern.compile("^(?:[两俩二三])" + PIECE
            + "?(?=.{0,6}(?:哪|谁|差|比|一样|有什么|都))|(?:这|那|上面|刚才)(?:两|二|2|俩|三|3|几|些)" + PIECE
            + "?|它们|他们|这俩|都|全部|其中|里面|当中|\\b(?:these|those|them|both|all of)\\b");
    private static final Pattern LATIN_WORD = Pattern.compile("[a-z0-9]{2,12}");
    private static final Pattern TWO = Pattern.compile("[两俩二2]" + PIECE + "?|\\bboth\\b|\\btwo\\b");
    private static final Pattern THREE = Pattern.compile("[三3]" + PIECE + "|\\bthree\\b");
    private static final Pattern PRONOUN = Pattern.compile(
            "它(?!们)|(?:这|那|该|此)(?:个|款|件|种|条|双|只|台|本|瓶|部|套|张|支|把|盒|袋|包|辆|块|家伙|东西|商品|产品|宝贝|一款|一个)(?!价|尺寸段|牌子|品牌|品类|季节|时候|月|周|年龄|预算)|(?:刚才|刚刚|上面|前面)(?:那|说|提|推荐)|^(?:这|那)(?=多|是|能|可|有|会|防|什)|这(?=(?!么|样|里|边|儿|时|些|几|两|三|俩|天|次|店|家|周|月|年)(?:(?!的)\\p{IsHan}){1,3}(?:能|有|是|多|会|可以|怎么|防|要|带|支持|好|适合|什么|几|哪|现在|在|还|啥|贵|便宜))"
                    + "|\\b(?:it|its|this one|that one|this|that)\\b(?! (?:price range|category|brand|shop|store|kind|is all))");
    private static final Pattern CHEAP_ONE = Pattern.compile(
            "(?:最)?便宜的?(?:那|这|一)" + PIECE + "?|(?:那|这)" + PIECE + "(?:最)?便宜的|\\bthe cheap(?:er|est)(?: one)?\\b");
    private static final Pattern DEAR_ONE = Pattern.compile(
            "(?:最)?贵的?(?:那|这|一)" + PIECE + "?|(?:那|这)" + PIECE + "(?:最)?贵的|\\bthe (?:more|most) expensive one\\b");
    private static final Pattern LIKED_ONE =
            Pattern.compile("(?:评分|好评|评价)(?:最)?[高好]的?(?:那|这)" + PIECE + "|销量(?:最)?高的?(?:那|这)" + PIECE);
    private static final Pattern ONE_OF =
            Pattern.compile("(?:那|这)(?:个|款|件|条|双|只|台|种|瓶|本)|的(?:那|这)" + PIECE + "|\\bthe\\b.{1,30}\\bone\\b|那款|这款");

    References {
        offers = List.copyOf(offers);
        missing = List.copyOf(missing);
    }

    boolean none() {
        return offers.isEmpty();
    }

    Offer first() {
        return offers.getFirst();
    }

    /**
     * @param shown what is on the page, in its order
     * @param focus what was last spoken about, nearest first
     * @param named products whose name the message says
     */
    static References find(String message, Reading reading, List<Offer> shown, List<Offer> focus, List<Offer> named) {
        String text = message.toLowerCase(Locale.ROOT);
        Set<Integer> positions = new LinkedHashSet<>();
        List<Integer> missing = new ArrayList<>();
        if (!shown.isEmpty()) {
            positions(text, shown.size(), positions, missing);
        }
        if (!positions.isEmpty() || !missing.isEmpty()) {
            List<Offer> said =
                    new ArrayList<>(positions.stream().map(shown::get).toList());
            named.stream().filter(offer -> !said.contains(offer)).forEach(said::add);
            if (said.size() == 1
                    && PRONOUN.matcher(text).find()
                    && !focus.isEmpty()
                    && Cue.COMPARE.in(text)
                    && !said.contains(focus.getFirst())) {
                said.add(focus.getFirst());
            }
            return new References(said, true, missing);
        }
        if (!named.isEmpty()) {
            List<Offer> said = new ArrayList<>(named);
            if (said.size() == 1
                    && TWO.matcher(text).find()
                    && SEVERAL.matcher(text).find()) {
                alsoMeant(text, shown, said.getFirst()).ifPresent(said::add);
            } else if (said.size() == 1
                    && Cue.COMPARE.in(text)
                    && PRONOUN.matcher(text).find()) {
                focus.stream().filter(o -> !said.contains(o)).findFirst().ifPresent(said::add);
            }
            return new References(said, true, List.of());
        }
        if (shown.isEmpty() && focus.isEmpty()) {
            return new References(List.of(), false, List.of());
        }
        Comparator<Offer> price = Comparator.comparing(Offer::price);
        if (!shown.isEmpty() && CHEAP_ONE.matcher(text).find()) {
            return of(shown.stream().min(price).orElseThrow());
        }
        if (!shown.isEmpty() && DEAR_ONE.matcher(text).find()) {
            return of(shown.stream().max(price).orElseThrow());
        }
        if (!shown.isEmpty() && LIKED_ONE.matcher(text).find()) {
            Comparator<Offer> liked = text.contains("销量")
                    ? Comparator.comparingLong(o -> o.product().sales())
                    : Comparator.comparingDouble(o -> o.product().rating());
            return of(shown.stream().max(liked).orElseThrow());
        }
        if (ONE_OF.matcher(text).find()) {
            List<Offer> fitting =
                    shown.stream().filter(offer -> fits(offer, reading)).toList();
            if (!fitting.isEmpty()) {
                return new References(fitting.subList(0, 1), true, List.of());
            }
        }
        if (SEVERAL.matcher(text).find() && shown.size() > 1) {
            int several = TWO.matcher(text).find() ? 2 : THREE.matcher(text).find() ? 3 : shown.size();
            List<Offer> from = focus.size() == several ? focus : shown;
            return new References(from.subList(0, Math.min(several, from.size())), true, List.of());
        }
        List<Offer> near = focus.isEmpty() ? shown : focus;
        if (PRONOUN.matcher(text).find()) {
            return of(near.getFirst());
        }
        return new References(near.subList(0, 1), false, List.of());
    }

    /** The other of two, where only one was named in full: the one whose title has a word of the message, else the next shown. */
    private static Optional<Offer> alsoMeant(String text, List<Offer> shown, Offer said) {
        List<Offer> others = shown.stream()
                .filter(o -> !o.product().id().equals(said.product().id()))
                .toList();
        return others.stream()
                .filter(o -> {
                    Matcher word = LATIN_WORD.matcher(text);
                    while (word.find()) {
                        String whole = " " + o.product().title().toLowerCase(Locale.ROOT) + " ";
                        boolean shared =
                                said.product().title().toLowerCase(Locale.ROOT).contains(word.group());
                        if (!shared && whole.matches("(?s).*(?<![a-z0-9])" + word.group() + "(?![a-z0-9]).*")) {
                            return true;
                        }
                    }
                    return false;
                })
                .findFirst()
                .or(() -> others.stream().findFirst());
    }

    /** True if the message says more than one product is meant. */
    static boolean plural(String message) {
        return SEVERAL.matcher(message.toLowerCase(Locale.ROOT)).find();
    }

    private static References of(Offer offer) {
        return new References(List.of(offer), true, List.of());
    }

    /** A shown product that has every value the message names (那个黑色的), at least one. */
    private static boolean fits(Offer offer, Reading reading) {
        List<Constraint> said = reading.constraints().stream()
                .filter(c -> c.operator() == Operator.IS && c.unit() == null)
                .toList();
        return !said.isEmpty()
                && said.stream().allMatch(c -> switch (c.attribute()) {
                    case Constraint.CATEGORY -> offer.product().category().contains(c.value());
                    default ->
                        Facts.valueOf(offer, c.attribute())
                                .filter(v -> v.contains(c.value()))
                                .isPresent();
                })
                && said.stream().anyMatch(c -> !c.attribute().equals(Constraint.CATEGORY));
    }

    private static void positions(String text, int size, Set<Integer> positions, List<Integer> missing) {
        Matcher end = FROM_END.matcher(text);
        while (end.find()) {
            put(size - number(end.group(1)), size, positions, missing);
        }
        Matcher few = FIRST_FEW.matcher(text);
        if (few.find()) {
            int many = number(few.group(1) == null ? few.group(2) : few.group(1));
            for (int i = 0; i < Math.min(many, size); i++) {
                positions.add(i);
            }
        }
        Matcher rear = LAST_FEW.matcher(text);
        if (rear.find()) {
            for (int i = Math.max(0, size - number(rear.group(1))); i < size; i++) {
                positions.add(i);
            }
        }
        Matcher list = BARE_LIST.matcher(text);
        if (positions.isEmpty() && list.find()) {
            put(number(list.group(1)) - 1, size, positions, missing);
            put(number(list.group(2)) - 1, size, positions, missing);
        }
        Matcher ordinal = ORDINAL.matcher(text);
        while (ordinal.find()) {
            boolean fromEnd = ordinal.start() >= 2 && text.startsWith("倒数", ordinal.start() - 2);
            boolean counted = ordinal.group().length() > 1 + ordinal.group(1).length();
            boolean alone = counted
                    || ordinal.end() == text.length()
                    || "和跟与、比，,的呢还吗 有是多能".indexOf(text.charAt(ordinal.end())) >= 0;
            if (!fromEnd && alone) {
                put(number(ordinal.group(1)) - 1, size, positions, missing);
            }
        }
        Matcher numbered = NUMBERED.matcher(text);
        while (numbered.find()) {
            put(
                    number(numbered.group(1) == null ? numbered.group(2) : numbered.group(1)) - 1,
                    size,
                    positions,
                    missing);
        }
        Matcher english = ENGLISH.matcher(text);
        while (english.find()) {
            put(number(english.group(1)) - 1, size, positions, missing);
        }
        if (TOP.matcher(text).find() && positions.isEmpty()) {
            positions.add(0);
        }
        if (MIDDLE.matcher(text).find()) {
            positions.add(size / 2);
        }
        if (!rear.hasMatch() && LAST.matcher(text).find()) {
            positions.add(size - 1);
        }
    }

    private static void put(int index, int size, Set<Integer> positions, List<Integer> missing) {
        if (index >= 0 && index < size) {
            positions.add(index);
        } else if (index < 100) {
            missing.add(index + 1);
        }
    }

    static int number(String text) {
        return switch (text) {
            case "一", "first", "1st" -> 1;
            case "二", "两", "俩", "second", "2nd", "two" -> 2;
            case "三", "third", "3rd", "three" -> 3;
            case "四", "fourth", "4th", "four" -> 4;
            case "五", "fifth", "5th" -> 5;
            case "六", "sixth", "6th" -> 6;
            case "七" -> 7;
            case "八" -> 8;
            case "九" -> 9;
            case "十" -> 10;
            default -> text.matches("\\d{1,2}") ? Integer.parseInt(text) : 99;
        };
    }
}
