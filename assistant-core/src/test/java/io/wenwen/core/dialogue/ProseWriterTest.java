package io.wenwen.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProseWriterTest {

    private static final Slot NAME = Slot.name("p1", "云雀运动耳机", "catalog:p1#title");
    private static final Slot FACT = Slot.attribute("p1", "续航时间", "30小时", "续航30小时", "catalog:p1#续航时间");
    private static final Slot NEED = Slot.need("500元以内的蓝牙耳机");

    private final ProseWriter writer = new ProseWriter();

    @Test
    void without_a_model_patterns_say_need_name_and_fact_with_their_proof() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            List<String> heard = new ArrayList<>();
            Prose prose = writer.write(
                    null,
                    List.of(
                            new Clause.Worded(Move.TOP_PICK, Language.ZH, NAME, List.of(FACT), NEED),
                            Clause.fixed("还要看看别的吗？")),
                    Lexicon.EMPTY,
                    seed,
                    Duration.ofSeconds(1),
                    heard::add);
            assertThat(String.join("", heard)).isEqualTo(prose.text());
            assertThat(prose.text())
                    .contains(NAME.text(), FACT.text(), NEED.text())
                    .endsWith("。还要看看别的吗？");
            assertThat(prose.text()).doesNotContainPattern("[A-Za-z{}]|，，|，。");
            assertThat(prose.slots()).containsExactlyInAnyOrder(NEED, NAME, FACT);
            assertThat(prose.byModel()).isFalse();
            assertThat(prose.sentences().getFirst().why()).isEqualTo("no model");
        }
    }

    @Test
    void every_move_reads_as_one_sentence_in_both_languages() throws Exception {
        for (Move move : Move.values()) {
            for (Language language : Language.values()) {
                Slot name = language == Language.ZH ? NAME : Slot.name("p1", "Lark Earphones", "catalog:p1#title");
                Slot fact = language == Language.ZH
                        ? FACT
                        : Slot.attribute("p1", "battery", "30 hours", "battery life 30 hours", "catalog:p1#battery");
                for (long seed = 0; seed < 20; seed++) {
                    Prose prose = writer.write(
                            null,
                            List.of(new Clause.Worded(move, language, name, List.of(fact), null)),
                            Lexicon.EMPTY,
                            seed,
                            Duration.ofSeconds(1),
                            piece -> {});
                    assertThat(prose.text()).contains(name.text(), fact.text());
                    assertThat(prose.text()).endsWith(language == Language.ZH ? "。" : ".");
                    assertThat(prose.text()).doesNotContainPattern("\\b[NFW]\\b|  |^[ a-z]");
                }
            }
        }
    }

    @Test
    void patterns_differ_between_seeds_and_repeat_for_one() throws Exception {
        Set<String> texts = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            texts.add(plain(seed));
            assertThat(plain(seed)).isEqualTo(plain(seed));
        }
        assertThat(texts).hasSizeGreaterThan(20);
    }

    private String plain(long seed) throws InterruptedException {
        return writer.write(
                        null,
                        List.of(new Clause.Worded(Move.TOP_PICK, Language.ZH, NAME, List.of(FACT), NEED)),
                        Lexicon.EMPTY,
                        seed,
                        Duration.ofSeconds(1),
                        piece -> {})
                .text();
    }

    @Test
    void a_fixed_clause_takes_as_many_slots_as_it_has_marks() {
        assertThat(Clause.fixed("{}共{}款。", NAME, FACT).parts()).hasSize(4);
        assertThatThrownBy(() -> Clause.fixed("{}。")).hasMessageContaining("More {}");
        assertThatThrownBy(() -> Clause.fixed("好。", NAME)).hasMessageContaining("takes 0 slots but 1");
    }

    @Test
    void a_slot_is_one_line_of_bounded_length() {
        assertThatThrownBy(() -> Slot.need("一\n行")).hasMessageContaining("one line");
        assertThatThrownBy(() -> Slot.need("长".repeat(Slot.MAX_LENGTH + 1))).hasMessageContaining("201");
        assertThat(Slot.need("长".repeat(Slot.MAX_LENGTH)).text()).hasSize(Slot.MAX_LENGTH);
    }

    @Test
    void eight_characters_that_come_twice_are_a_repetition() {
        assertThat(ClauseCheck.repeats("平时拿着用很顺手，平时拿着用很顺手。")).isTrue();
        assertThat(ClauseCheck.repeats("平时拿着用很顺手，出门也带着它。")).isFalse();
    }
}
