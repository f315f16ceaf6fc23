package io.wenwen.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CliTest {

    private static final String SHOP = """
            {"type":"shop","name":"山野户外"}
            {"id":"p1","title":"山野冲锋衣","category":["服饰","冲锋衣"],"skus":[{"id":"p1-b","options":{"颜色":"黑色"},"price_fen":45900,"stock":3}]}
            {"id":"p2","title":"","category":["服饰"],"skus":[]}
            """;

    @TempDir
    Path folder = Path.of(".");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void wrong_usage_ends_with_2_and_says_where_help_is() {
        assertThat(cli("run", "--port", "eighty")).isEqualTo(2);
        assertThat(cli("run", "--port", "70000", "--home", home())).isEqualTo(2);
        assertThat(cli("fly")).isEqualTo(2);
        assertThat(cli()).isEqualTo(2);
        assertThat(cli("model", "info", "gpt-9")).isEqualTo(2);
        assertThat(cli("model", "pull", "http://example.com/m.gguf")).isEqualTo(2);
        assertThat(cli("import", "nowhere.jsonl", "--home", home())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("./wenwen help", "'eighty' is not an int", "gpt-9", "is not protected");
    }

    @Test
    void the_last_line_for_a_machine_is_one_json_object() {
        assertThat(cli("model", "info", "1.5b", "--json")).isZero();
        assertThat(lastLine().path("name").asString()).isEqualTo("qwen2.5-coder-1.5b-instruct");
        assertThat(cli("stop", "--json", "--home", home())).isZero();
        assertThat(lastLine().path("stopped").asBoolean(true)).isFalse();
    }

    @Test
    void an_import_becomes_the_shop_and_tells_what_was_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.jsonl"), SHOP);
        Path rules = Files.writeString(folder.resolve("policies.md"), "# 售后\n- 7天无理由退货\n");
        assertThat(cli("import", file.toString(), rules.toString(), "--home", home(), "--json"))
                .isZero();
        assertThat(lastLine().path("products").asInt()).isEqualTo(1);
        assertThat(lastLine().path("refused").asInt()).isEqualTo(1);
        Path shop = Path.of(home(), "shop");
        assertThat(shop.resolve("catalog.jsonl")).content().contains("山野冲锋衣").contains("山野户外");
        assertThat(shop.resolve("policies.md")).content().contains("7天无理由退货");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("catalog.jsonl:3 p2 REFUSED");
        assertThat(Path.of(home(), "logs", "import-report.txt")).content().contains("p2 REFUSED");
    }

    @Test
    void a_file_without_a_product_leaves_the_shop_as_it_was() throws IOException {
        Path good = Files.writeString(folder.resolve("catalog.jsonl"), SHOP);
        Path bad = Files.writeString(folder.resolve("bad.jsonl"), "not json\n");
        assertThat(cli("import", good.toString(), "--home", home())).isZero();
        assertThat(cli("import", bad.toString(), "--home", home(), "--yes")).isEqualTo(2);
        assertThat(Path.of(home(), "shop", "catalog.jsonl")).content().contains("山野冲锋衣");
    }

    @Test
    void an_earlier_import_is_replaced_only_after_a_yes() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.jsonl"), SHOP);
        Path other = Files.writeString(folder.resolve("other.jsonl"), SHOP.replace("山野冲锋衣", "声浪耳机"));
        assertThat(cli("import", file.toString(), "--home", home())).isZero();
        assertThat(typing("n\n", "import", other.toString(), "--home", home())).isEqualTo(2);
        Path catalog = Path.of(home(), "shop", "catalog.jsonl");
        assertThat(catalog).content().contains("山野冲锋衣");
        assertThat(typing("y\n", "import", other.toString(), "--home", home())).isZero();
        assertThat(catalog).content().contains("声浪耳机").doesNotContain("山野冲锋衣");
    }

    @Test
    void reset_asks_and_does_not_touch_a_home_in_use() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.jsonl"), SHOP);
        assertThat(cli("import", file.toString(), "--home", home())).isZero();
        Path catalog = Path.of(home(), "shop", "catalog.jsonl");
        assertThat(typing("\n", "reset", "--home", home())).isZero();
        assertThat(catalog).exists();
        try (RunningServer.Claim _ =
                RunningServer.claim(new Home(Path.of(home()))).orElseThrow()) {
            assertThat(cli("reset", "--yes", "--home", home())).isEqualTo(1);
            assertThat(cli("run", "--home", home())).isEqualTo(1);
            assertThat(catalog).exists();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("already running");
        assertThat(cli("reset", "--yes", "--home", home())).isZero();
        assertThat(catalog).doesNotExist();
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    private int cli(String... arguments) {
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Cli.run(new Say(to, new PrintStream(err, true, StandardCharsets.UTF_8), false), arguments);
    }

    private int typing(String typed, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            return cli(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private JsonNode lastLine() {
        return new JsonMapper()
                .readTree(out.toString(StandardCharsets.UTF_8).lines().toList().getLast());
    }
}
