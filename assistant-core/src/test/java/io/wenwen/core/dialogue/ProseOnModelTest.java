package io.wenwen.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.dialogue.Clause.Part;
import io.wenwen.core.dialogue.Prose.Sentence;
import io.wenwen.core.dialogue.Prose.Sentence.Wording;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.onnx.EngineOptions;
import io.wenwen.core.kernel.onnx.Progress;
import io.wenwen.core.kernel.onnx.QwenModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the default model writes under the constraint. */
@Tag("model")
class ProseOnModelTest {

    private static final Lexicon SHOP = Lexicon.of(List.of("防水", "纯棉", "不锈钢", "降噪", "红色", "蓝牙耳机", "紫砂", "云雀", "岚山"));
    private static final List<Clause> CLAUSES = List.of(
            pick("云雀挂耳运动耳机", "跑步用的耳机", "挂耳朵上不易掉", "续航30小时"),
            other("声野颈挂耳机", "售价159元"),
            pick("岚山三合一冲锋衣", "500元以内的冲锋衣", "功能有防水、防风", "到手价459元"),
            pick("青禾紫砂杯", "送妈妈的茶杯", "材质是紫砂"),
            pick("毛球冻干猫粮", "100元以内的猫粮", "净含量2千克", "售价89元"),
            other("风行车载吸尘器", "评分4.8分"),
            pick("晨露即食燕麦", "无糖的早餐", "无蔗糖", "净含量500克"),
            pick("三体", "科幻小说", "作者是刘慈欣"));

    private static LanguageModel model;

    @BeforeAll
    static void open() throws Exception {
        Path file = TestModelFile.path();
        model = QwenModel.open(
                file, file.resolveSibling("../converted").normalize(), EngineOptions.DEFAULT, Progress.NONE);
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    @Test
    void the_model_words_most_clauses_differently_and_states_facts_by_slots_alone() throws Exception {
        List<String> heard = new ArrayList<>();
        Prose prose = new ProseWriter().write(model, CLAUSES, SHOP, 11, Duration.ofMinutes(5), heard::add);
        assertThat(String.join("", heard)).isEqualTo(prose.text());
        Set<String> forbidden = ChineseFreeText.forbidden(SHOP);
        Set<String> withoutSlots = new HashSet<>();
        int byModel = 0;
        for (int i = 0; i < CLAUSES.size(); i++) {
            Sentence sentence = prose.sentences().get(i);
            Clause.Worded clause = (Clause.Worded) CLAUSES.get(i);
            assertThat(sentence.text())
                    .contains(clause.name().text(), clause.facts().getFirst().text())
                    .endsWith("。");
            byModel += sentence.wording() == Wording.MODEL ? 1 : 0;
            StringBuilder free = new StringBuilder();
            for (Part part : sentence.parts()) {
                free.append(part instanceof Part.Words ? part.text() : "|");
            }
            withoutSlots.add(free.toString());
            if (sentence.wording() == Wording.MODEL) {
                String own = free.substring(PlainProse.opening(clause, 11L + i).stream()
                        .mapToInt(p -> p instanceof Part.Words ? p.text().length() : 1)
                        .sum());
                assertThat(forbidden).as(sentence.text()).noneMatch(own::contains);
            }
        }
        assertThat(byModel).as(prose.text()).isGreaterThanOrEqualTo(6);
        assertThat(withoutSlots).as(prose.text()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(prose.byModel()).isTrue();
        assertThat(prose.generatedTokens()).isPositive();
    }

    @Test
    void an_equal_clause_comes_from_the_cache_and_a_changed_fact_does_not() throws Exception {
        ProseWriter writer = new ProseWriter();
        Prose first = write(writer, CLAUSES.get(1));
        if (first.byModel()) {
            assertThat(write(writer, CLAUSES.get(1)).sentences().getFirst().wording())
                    .isEqualTo(Wording.CACHED);
            assertThat(write(writer, CLAUSES.get(1)).text()).isEqualTo(first.text());
        }
        Prose dearer = write(writer, other("声野颈挂耳机", "售价169元"));
        assertThat(dearer.text()).contains("售价169元").doesNotContain("159");
        assertThat(dearer.sentences().getFirst().wording()).isNotEqualTo(Wording.CACHED);
    }

    @Test
    void a_deadline_that_has_passed_leaves_the_pattern() throws Exception {
        Prose prose = new ProseWriter().write(model, CLAUSES.subList(0, 1), SHOP, 3, Duration.ZERO, piece -> {});
        assertThat(prose.byModel()).isFalse();
        assertThat(prose.text()).contains("云雀挂耳运动耳机", "挂耳朵上不易掉");
        assertThat(prose.sentences().getFirst().why()).contains("DEADLINE");
    }

    private static Prose write(ProseWriter writer, Clause clause) throws InterruptedException {
        return writer.write(model, List.of(clause), SHOP, 4, Duration.ofMinutes(2), piece -> {});
    }

    private static Clause pick(String name, String need, String... facts) {
        return worded(Move.TOP_PICK, name, need, facts);
    }

    private static Clause other(String name, String... facts) {
        return worded(Move.ALTERNATIVE, name, "", facts);
    }

    private static Clause worded(Move move, String name, String need, String... facts) {
        List<Slot> slots = new ArrayList<>();
        for (String fact : facts) {
            slots.add(Slot.attribute(name, fact, fact, fact, "catalog:" + name + "#" + fact));
        }
        return new Clause.Worded(
                move,
                Language.ZH,
                Slot.name(name, name, "catalog:" + name + "#title"),
                slots,
                need.isEmpty() ? null : Slot.need(need));
    }
}
