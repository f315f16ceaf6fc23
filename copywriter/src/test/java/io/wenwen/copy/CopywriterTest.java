package io.wenwen.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.core.dialogue.Language;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.dialogue.Slot;
import io.wenwen.core.model.ModelHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopywriterTest {

    @TempDir
    Path directory;

    private Catalog catalog;
    private Copywriter copywriter;

    @BeforeEach
    void open() {
        catalog = TestShop.open(directory);
        copywriter = new Copywriter(catalog, ModelHost.none(), new ProseWriter());
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
    }

    @Test
    void a_title_is_brand_telling_values_and_leaf_in_the_catalogues_words() {
        assertThat(title("p1")).isEqualTo("云雀挂耳式无线蓝牙耳机");
        assertThat(title("p2")).isEqualTo("岚山锦纶秋季冲锋衣");
        assertThat(title("p3")).isEqualTo("紫砂水杯");
        assertThat(title("p4")).isEqualTo("其他");
    }

    private String title(String id) {
        List<Slot> words = ProductTitle.words(catalog.product(new ProductId(id)).orElseThrow());
        return String.join("", words.stream().map(Slot::text).toList());
    }

    @Test
    void facts_read_as_phrases_and_keep_value_and_source() {
        assertThat(ProductFacts.of(TestShop.EARPHONES))
                .extracting(Slot::text)
                .startsWith("佩戴方式是挂耳式", "续航时间30小时", "功能是通话降噪、快充", "防水等级是IPX5")
                .contains("颜色可选黑色、米色", "品牌是云雀", "属于蓝牙耳机");
        assertThat(ProductFacts.of(TestShop.EARPHONES).get(1))
                .isEqualTo(Slot.attribute("p1", "续航时间", "30小时", "续航时间30小时", "catalog:p1#续航时间"));
    }

    @Test
    void yes_becomes_its_attribute_and_no_is_left_out() {
        assertThat(ProductFacts.of(TestShop.JACKET))
                .extracting(Slot::text)
                .contains("可机洗")
                .noneMatch(text -> text.contains("内胆") || text.contains("不支持"));
    }

    @Test
    void without_a_model_every_sentence_still_has_its_evidence_and_the_level_is_plain() throws Exception {
        for (String id : List.of("p1", "p2", "p3")) {
            ProductCopy copy = copywriter.write(new ProductId(id), Language.ZH, Tone.WARM, 7);
            assertThat(copy.level()).isEqualTo("plain");
            assertThat(copy.model()).isNull();
            assertThat(copy.sellingPoints()).hasSizeBetween(3, 5);
            assertThat(copy.description()).hasSize(3);
            for (ProductCopy.Line line : copy.sellingPoints()) {
                assertThat(line.wording()).isEqualTo("plain");
                assertThat(line.slots()).hasSizeGreaterThanOrEqualTo(2);
                assertThat(line.slots()).allSatisfy(slot -> {
                    assertThat(line.sentence()).contains(slot.text());
                    assertThat(slot.source()).startsWith("catalog:" + id + "#");
                });
            }
            assertThat(copy.toString()).doesNotContain("全网最低", "假一赔十");
        }
    }

    @Test
    void the_concise_tone_says_less_and_the_same_seed_says_the_same() throws Exception {
        ProductCopy copy = copywriter.write(new ProductId("p1"), Language.ZH, Tone.CONCISE, 3);
        assertThat(copy.sellingPoints()).hasSize(3);
        assertThat(copy.description()).hasSize(1);
        assertThat(copywriter.write(new ProductId("p1"), Language.ZH, Tone.CONCISE, 3))
                .isEqualTo(copy);
    }

    @Test
    void a_product_of_which_the_catalogue_says_next_to_nothing_gets_no_more_points_than_facts() throws Exception {
        ProductCopy copy = copywriter.write(new ProductId("p4"), Language.ZH, Tone.WARM, 1);
        assertThat(copy.sellingPoints()).hasSize(2);
        assertThat(copy.title().sentence()).isEqualTo("其他");
    }

    @Test
    void an_unknown_product_is_refused_with_the_next_step() {
        assertThatThrownBy(() -> copywriter.write(new ProductId("p9"), Language.ZH, Tone.WARM, 1))
                .isInstanceOfSatisfying(CopyRefusedException.class, refusal -> {
                    assertThat(refusal).hasMessage("There is no product p9 in the catalogue.");
                    assertThat(refusal.status()).isEqualTo(404);
                    assertThat(refusal.advice()).contains("/api/products");
                });
    }
}
