package io.wenwen.app.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TranscriptTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Transcript transcript = new Transcript(new PrintStream(out, true, StandardCharsets.UTF_8), false);

    @Test
    void chinese_characters_take_two_cells_and_columns_line_up() {
        List<String> lines = new Columns()
                .row(List.of("商品", "价格"))
                .row(List.of("T恤", "59元"))
                .row(List.of("very long English name", "9元"))
                .lines(12);
        assertThat(lines).containsExactly("商品          价格", "T恤           59元", "very long E…  9元");
        assertThat(lines.stream().map(l -> Columns.width(l.substring(0, l.lastIndexOf("  ") + 2))))
                .containsOnly(14);
    }

    @Test
    void a_wide_character_is_never_cut_in_half() {
        assertThat(Columns.cut("山野户外冲锋衣", 7)).isEqualTo("山野户…");
        assertThat(Columns.cut("山野户外冲锋衣", 8)).isEqualTo("山野户…");
        assertThat(Columns.cut("山野户外", 8)).isEqualTo("山野户外");
    }

    @Test
    void a_turn_reads_as_table_prose_and_label() {
        boolean more = show("cards", """
                {"cards":[{"sku":"p1-b","name":"山野冲锋衣","price":45900,"rating":4.8,"options":{"颜色":"黑色"},
                 "checks":[{"constraint":{"attribute":"price"},"holds":true,"value":"459元"},
                           {"constraint":{"attribute":"防水"},"holds":false}]}],"total":7}""");
        assertThat(more).isTrue();
        show("text", "{\"text\":\"这件冲锋衣\"}");
        show("text", "{\"text\":\"很合适。\"}");
        assertThat(show("done", "{\"level\":\"full\",\"model\":\"qwen\",\"tokens_per_second\":21.4}"))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "#  商品             价格   评分  符合",
                        "1  山野冲锋衣 黑色  459元  4.8   ✓459元 ✗防水 ?",
                        "  共 7 件",
                        "这件冲锋衣很合适。",
                        "  — 由 AI 生成 · full · qwen · 21 tokens/s");
    }

    @Test
    void an_error_ends_the_turn_with_its_advice() {
        assertThat(show("error", "{\"message\":\"商品还没有上架。\",\"advice\":\"请稍后再试。\"}"))
                .isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("✗ 商品还没有上架。", "→ 请稍后再试。");
    }

    private boolean show(String event, String json) {
        return transcript.show(event, new JsonMapper().readTree(json));
    }
}
