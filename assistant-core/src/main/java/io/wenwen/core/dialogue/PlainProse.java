package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Words a clause without a model, from hand-written patterns; which of them is a seeded choice, so that answers differ and can
 * be replayed. The opening is shared with the model's wording, so that it can be shown before the model has answered.
 *
 * <p>Marks: {@code N} the name, {@code F} all facts, {@code W} the need.
 */
final class PlainProse {

    private static final List<String> NEED_ZH =
            List.of("想要W的话，", "您提到W，", "按W来挑，", "看重W的话，", "照着W来选，", "您要的是W，", "说到W，", "围绕W来看，");
    private static final List<String> TOP_ZH = List.of("先看这款，", "给您挑了一款，", "这里有一款，", "可以从这款看起，");
    private static final List<String> OTHER_ZH = List.of("另外，", "还有一个选择，", "再看一款，", "换一款的话，", "旁边还有一款，", "多一个参考，");
    private static final List<String> NEAREST_ZH = List.of("接近的有一款，", "退一步看，", "稍微放宽一点，", "差得不远的是，");

    private static final List<String> NEED_EN = List.of(
            "As you asked for W,",
            "With W in mind,",
            "Since you mentioned W,",
            "If you want W,",
            "Going by W,",
            "Looking for W,");
    private static final List<String> TOP_EN =
            List.of("To start with,", "Here is one to look at first:", "First of all,");
    private static final List<String> OTHER_EN = List.of(
            "Alternatively,", "As another choice,", "If you would like a second look,", "There is also this one:");
    private static final List<String> NEAREST_EN = List.of("As the nearest match,", "Coming close,", "A step away,");

    private static final List<String> REST_ZH =
            List.of("可以看看N，F。", "N值得考虑，F。", "N比较对得上，F。", "我会先看N，因为F。", "不妨了解一下N，F。", "N符合这一点：F。", "推荐看N，理由是F。");
    private static final List<String> BARE_ZH = List.of("可以看看N。", "不妨了解一下N。", "N可以考虑。", "推荐看看N。");
    private static final List<String> REST_EN = List.of(
            " have a look at N: F.",
            " N would fit (F).",
            " I would consider N, because of this: F.",
            " N is worth a look: F.");
    private static final List<String> BARE_EN =
            List.of(" have a look at N.", " N would be a choice.", " you could consider N.");

    /** English starts with a capital letter, which the model's words do not have. */
    private static final List<String> COPY_OPENING_EN =
            List.of("At a glance,", "In everyday use,", "Worth knowing:", "In short,", "Day by day,");

    private static final List<String> COPY_ZH = List.of("N，F。", "选择N，F。", "N：F。", "带上N，F。", "了解一下N，F。");
    private static final List<String> COPY_EN = List.of(" N: F.", " take a look at N: F.", " you can choose N: F.");

    private PlainProse() {}

    /** The words before the model's; empty for a merchant's page. */
    static List<Part> opening(Clause.Worded clause, long seed) {
        boolean zh = clause.language() == Language.ZH;
        Slot need = clause.need();
        List<String> patterns = switch (clause.move()) {
            case TOP_PICK -> need != null ? (zh ? NEED_ZH : NEED_EN) : (zh ? TOP_ZH : TOP_EN);
            case ALTERNATIVE -> zh ? OTHER_ZH : OTHER_EN;
            case NEAREST -> zh ? NEAREST_ZH : NEAREST_EN;
            case SELLING_POINT, DESCRIPTION -> zh ? List.of() : COPY_OPENING_EN;
        };
        return patterns.isEmpty() ? List.of() : fill(pick(patterns, seed), clause);
    }

    /** The words after the opening. */
    static List<Part> rest(Clause.Worded clause, long seed) {
        boolean zh = clause.language() == Language.ZH;
        boolean copy = clause.move() == Move.SELLING_POINT || clause.move() == Move.DESCRIPTION;
        List<String> patterns;
        if (clause.facts().isEmpty()) {
            patterns = zh ? BARE_ZH : BARE_EN;
        } else if (copy) {
            patterns = zh ? COPY_ZH : COPY_EN;
        } else {
            patterns = zh ? REST_ZH : REST_EN;
        }
        return fill(pick(patterns, seed * 31 + 7), clause);
    }

    private static String pick(List<String> patterns, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return patterns.get(random.nextInt(patterns.size()));
    }

    private static List<Part> fill(String pattern, Clause.Worded clause) {
        List<Part> parts = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean mark = (c == 'N' || c == 'F' || c == 'W')
                    && (i + 1 == pattern.length() || !isLatin(pattern.charAt(i + 1)))
                    && (i == 0 || !isLatin(pattern.charAt(i - 1)));
            if (!mark) {
                words.append(c);
                continue;
            }
            if (c == 'F') {
                for (int f = 0; f < clause.facts().size(); f++) {
                    if (f > 0) {
                        words.append(clause.language() == Language.ZH ? "，" : ", ");
                    }
                    flush(words, parts);
                    parts.add(new Part.Fact(clause.facts().get(f)));
                }
            } else {
                flush(words, parts);
                Slot need = clause.need();
                if (c == 'N') {
                    parts.add(new Part.Fact(clause.name()));
                } else if (need != null) {
                    parts.add(new Part.Fact(need));
                }
            }
        }
        flush(words, parts);
        return parts;
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static void flush(StringBuilder words, List<Part> parts) {
        if (!words.isEmpty()) {
            parts.add(new Part.Words(words.toString()));
            words.setLength(0);
        }
    }
}
