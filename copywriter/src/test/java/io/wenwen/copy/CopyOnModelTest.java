package io.wenwen.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.core.dialogue.Language;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.onnx.EngineOptions;
import io.wenwen.core.kernel.onnx.Progress;
import io.wenwen.core.kernel.onnx.QwenModel;
import io.wenwen.core.model.ModelHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copy by the default model: what it says beside its slots is no figure and no property. */
@Tag("model")
class CopyOnModelTest {

    /** Properties that these products do not have, or that only a slot may state; written without a look at the decoder's lists. */
    private static final List<String> PROPERTIES = List.of(
            "防水", "防风", "降噪", "快充", "挂耳", "无线", "锦纶", "紫砂", "秋季", "纯棉", "保暖", "透气", "轻薄", "轻便", "耐用", "舒适", "柔软", "蓝牙",
            "音质", "黑色", "米色", "大容量", "不锈钢", "环保", "天然", "手工", "高端", "正品", "第一", "最", "两", "百", "半价", "免费", "包邮", "性价比",
            "保证", "送礼", "折", "元");

    @TempDir
    Path directory;

    @Test
    void copy_of_several_products_holds_no_unsupported_figure_or_property() throws Exception {
        Path file = Path.of(
                System.getProperty("user.home"), ".cache/wenwen/models/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf");
        if ("true".equals(System.getenv("CI"))) {
            assertThat(file).as("the default model's file").exists();
        }
        assumeThat(Files.exists(file))
                .as("needs " + file + "; get it with ./wenwen model pull")
                .isTrue();
        try (LanguageModel model = QwenModel.open(
                        file, file.resolveSibling("../converted").normalize(), EngineOptions.DEFAULT, Progress.NONE);
                Catalog catalog = TestShop.open(directory)) {
            Copywriter copywriter = new Copywriter(catalog, ModelHost.of(model), new ProseWriter());
            int byModel = 0;
            int sentences = 0;
            for (String id : List.of("p1", "p2", "p3")) {
                ProductCopy copy = copywriter.write(new ProductId(id), Language.ZH, Tone.WARM, 21);
                assertThat(copy.level()).isEqualTo("full");
                assertThat(copy.modelHash()).isEqualTo(model.card().hash());
                List<ProductCopy.Line> lines = new ArrayList<>(copy.sellingPoints());
                lines.addAll(copy.description());
                for (ProductCopy.Line line : lines) {
                    sentences++;
                    byModel += line.wording().equals("model") ? 1 : 0;
                    String rest = line.sentence();
                    for (ProductCopy.Evidence slot : line.slots()) {
                        assertThat(rest).contains(slot.text());
                        rest = rest.replaceFirst(java.util.regex.Pattern.quote(slot.text()), "|");
                    }
                    assertThat(rest).as(line.sentence()).endsWith("。").doesNotContainPattern("[0-9０-９A-Za-z]");
                    assertThat(PROPERTIES).as(line.sentence()).noneMatch(rest::contains);
                }
            }
            assertThat(byModel).as(sentences + " sentences").isGreaterThan(sentences / 2);
        }
    }
}
