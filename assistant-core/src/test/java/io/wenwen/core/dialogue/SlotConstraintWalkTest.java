package io.wenwen.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.dialogue.Clause.Part;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.text.BytePairTokenizer;
import io.wenwen.core.kernel.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drives the constraint with random choices over the real tokenizer, as weights that know no language would. */
@Tag("model")
class SlotConstraintWalkTest {

    private static final Lexicon SHOP = Lexicon.of(List.of(
            "防水", "纯棉", "不锈钢", "降噪", "红色", "蓝牙耳机", "云雀", "是", "有", "收音机", "踏实", "A级", "合您心意", "sensible", "handy"));
    private static final List<Slot> SLOTS = List.of(
            Slot.name("p1", "云雀S3运动耳机", "catalog:p1#title"),
            Slot.attribute("p1", "佩戴方式", "挂耳式", "挂耳朵上不易掉", "catalog:p1#佩戴方式"),
            Slot.attribute("p1", "续航时间", "30小时", "续航30小时", "catalog:p1#续航时间"));

    private static Tokenizer tokenizer;
    private static FreeText zh;
    private static FreeText en;

    @BeforeAll
    static void compile() throws Exception {
        try (GgufFile file = GgufFile.open(TestModelFile.path())) {
            tokenizer = BytePairTokenizer.of(file);
        }
        zh = new ChineseFreeText(tokenizer, SHOP, true);
        en = new EnglishFreeText(tokenizer, SHOP, true);
    }

    @Test
    void ten_thousand_random_chinese_sentences_hold_no_forbidden_phrase_and_end_whole() {
        Set<String> forbidden = ChineseFreeText.forbidden(SHOP);
        int chosen = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            SlotConstraint walk = walk(zh, seed, seed % 2 == 0 ? 0.05 : 0.4);
            List<Part> parts = walk.parts();
            String text = text(parts);
            assertThat(text).endsWith("。").doesNotContain("，，");
            assertThat(violation(parts, forbidden)).as(text).isEmpty();
            assertThat(words(parts)).as(text).matches("[\\u4e00-\\u9fa5，。]*");
            assertThat(facts(parts))
                    .as(text)
                    .startsWith(SLOTS.get(0))
                    .contains(SLOTS.get(1))
                    .doesNotHaveDuplicates();
            assertThat(text)
                    .doesNotContain("不" + SLOTS.get(1).text())
                    .doesNotContain("没有" + SLOTS.get(2).text());
            chosen += walk.chosen() > 0 && !walk.cut() ? 1 : 0;
            if (ClauseCheck.notLed(walk).isEmpty()) {
                assertThat(ClauseReading.of(zh, SLOTS, 2, text))
                        .as(text)
                        .hasValueSatisfying(read -> assertThat(facts(read)).isEqualTo(facts(parts)));
            }
        }
        assertThat(chosen)
                .as("walks that pass without being cut, so that both ends are tried")
                .isBetween(500, 9_900);
    }

    @Test
    void two_thousand_random_english_sentences_consist_of_listed_words_and_end_whole() {
        Set<String> words = EnglishFreeText.allowed(SHOP);
        assertThat(words).doesNotContain("sensible", "handy");
        for (int seed = 0; seed < 2_000; seed++) {
            List<Part> parts = walk(en, seed, seed % 2 == 0 ? 0.05 : 0.4).parts();
            assertThat(text(parts)).endsWith(".");
            assertThat(facts(parts))
                    .startsWith(SLOTS.get(0))
                    .contains(SLOTS.get(1))
                    .doesNotHaveDuplicates();
            for (String word : words(parts).replaceAll("[ ,.]+", " ").strip().split(" ")) {
                assertThat(words).as(text(parts)).contains(word);
            }
        }
    }

    @Test
    void choices_without_a_bias_hardly_ever_enter_a_slot_so_that_the_check_refuses_them() {
        int fit = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            SlotConstraint walk = walk(zh, seed, 0);
            boolean passes = ClauseCheck.notLed(walk).isEmpty()
                    && ClauseCheck.judge(zh, SLOTS, 2, text(walk.parts())) instanceof ClauseCheck.Verdict.Fit;
            fit += passes ? 1 : 0;
        }
        assertThat(fit).isLessThan(40);
    }

    @Test
    void the_mask_agrees_with_reading_the_whole_text_again() {
        Set<String> forbidden = ChineseFreeText.forbidden(SHOP);
        SplittableRandom random = new SplittableRandom(5);
        Set<String> words = ChineseFreeText.allowed(forbidden);
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            int state = zh.start();
            for (int length = random.nextInt(6); length >= 0; length--) {
                String piece = tokenizer.decode(pick(zh.words(state), random));
                text.append(piece);
                state = zh.after(state, piece);
            }
            BitSet mask = zh.words(state);
            for (int token = random.nextInt(7); token < tokenizer.size(); token += 7) {
                String grown = text + tokenizer.decode(token);
                boolean clean = Character.isIdeographic(grown.charAt(grown.length() - 1))
                        && !tokenizer.isControl(token)
                        && grown.length() > text.length()
                        && spells(grown, words)
                        && forbidden.stream().noneMatch(grown::contains);
                assertThat(mask.get(token)).as(grown).isEqualTo(clean);
            }
        }
    }

    /** True if the text is a row of words, the last of them perhaps unfinished. */
    private static boolean spells(String text, Set<String> words) {
        boolean[] whole = new boolean[text.length() + 1];
        whole[0] = true;
        for (int from = 0; from < text.length(); from++) {
            if (whole[from]) {
                String rest = text.substring(from);
                if (words.stream().anyMatch(word -> word.startsWith(rest))) {
                    return true;
                }
                for (int to = from + 1; to <= text.length(); to++) {
                    whole[to] |= words.contains(text.substring(from, to));
                }
            }
        }
        return whole[text.length()];
    }

    @Test
    void a_phrase_is_blocked_across_tokens_and_across_the_border_of_a_slot() {
        FreeText free = new ChineseFreeText(tokenizer, Lexicon.of(List.of("我想看", "机我")), true);
        int state = free.after(free.after(free.start(), "我"), "想");
        assertThat(free.after(state, "看")).isEqualTo(FreeText.REFUSED);
        assertThat(free.after(free.afterSlot(free.start(), "云雀耳机"), "我")).isEqualTo(FreeText.REFUSED);
        assertThat(free.afterSlot(free.after(free.start(), "我想"), "看歌机")).isEqualTo(FreeText.REFUSED);
        assertThat(free.afterSlot(free.start(), "机我想看"))
                .as("whole inside the slot")
                .isNotEqualTo(FreeText.REFUSED);
    }

    @Test
    void a_negation_cannot_stand_before_a_fact() {
        SlotConstraint sentence = new SlotConstraint(tokenizer, zh, SLOTS, 2);
        for (int token : tokenizer.encode(SLOTS.get(0).text())) {
            sentence.accept(token);
        }
        int fact = tokenizer.encode(SLOTS.get(1).text())[0];
        assertThat(sentence.allowed().get(fact)).isTrue();
        int no = tokenizer.encode("不")[0];
        assertThat(sentence.allowed().get(no)).isTrue();
        sentence.accept(no);
        assertThat(sentence.allowed().get(fact)).isFalse();
    }

    @Test
    void a_choice_gives_one_of_its_texts_word_for_word() {
        List<String> choices = List.of("蓝牙耳机", "蓝牙音箱", "蓝牙", "无");
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            ChoiceConstraint choice = new ChoiceConstraint(tokenizer, choices);
            StringBuilder text = new StringBuilder();
            for (int token = 0; token != tokenizer.endOfTurn(); ) {
                int[] forced = choice.forced();
                token = forced.length > 0 ? forced[0] : pick(choice.allowed(), random);
                choice.accept(token);
                text.append(tokenizer.decode(token));
            }
            assertThat(choices.get(choice.choice())).isEqualTo(text.toString());
        }
    }

    /** @param bias how often a slot, a comma or the end is taken where it is allowed */
    private static SlotConstraint walk(FreeText free, int seed, double bias) {
        SplittableRandom random = new SplittableRandom(seed);
        SlotConstraint sentence = new SlotConstraint(tokenizer, free, SLOTS, 2);
        List<Integer> wanted = new ArrayList<>(List.of(free.comma(), free.period()));
        SLOTS.forEach(s -> wanted.add(tokenizer.encode(free.joined(s.text()))[0]));
        for (int step = 0; step < sentence.tokenBudget(); step++) {
            int[] forced = sentence.forced();
            if (forced.length > 0) {
                Arrays.stream(forced).forEach(sentence::accept);
                continue;
            }
            BitSet allowed = sentence.allowed();
            assertThat(allowed.isEmpty())
                    .as("a way on after " + text(sentence.parts()))
                    .isFalse();
            int token = pick(allowed, random);
            if (random.nextDouble() < bias) {
                int favourite = wanted.get(random.nextInt(wanted.size()));
                token = allowed.get(favourite) ? favourite : token;
            }
            sentence.accept(token);
            if (token == tokenizer.endOfTurn()) {
                assertThat(sentence.whole()).as(text(sentence.parts())).isTrue();
                return sentence;
            }
        }
        throw new AssertionError("no end within the budget: " + text(sentence.parts()));
    }

    private static int pick(BitSet allowed, SplittableRandom random) {
        int token = allowed.nextSetBit(random.nextInt(allowed.length()));
        return token;
    }

    private static List<Slot> facts(List<Part> parts) {
        return parts.stream()
                .filter(Part.Fact.class::isInstance)
                .map(p -> ((Part.Fact) p).slot())
                .toList();
    }

    private static String text(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    private static String words(List<Part> parts) {
        return parts.stream()
                .filter(Part.Words.class::isInstance)
                .map(Part::text)
                .collect(Collectors.joining());
    }

    /** A forbidden phrase that lies not wholly within one slot; empty if there is none. Shares nothing with the automaton. */
    private static String violation(List<Part> parts, Set<String> forbidden) {
        String text = text(parts).toLowerCase(Locale.ROOT);
        for (String phrase : forbidden) {
            for (int at = text.indexOf(phrase.toLowerCase(Locale.ROOT)); at >= 0; at = text.indexOf(phrase, at + 1)) {
                int from = 0;
                boolean inside = false;
                for (Part part : parts) {
                    int to = from + part.text().length();
                    inside |= part instanceof Part.Fact && at >= from && at + phrase.length() <= to;
                    from = to;
                }
                if (!inside) {
                    return phrase;
                }
            }
        }
        return "";
    }
}
