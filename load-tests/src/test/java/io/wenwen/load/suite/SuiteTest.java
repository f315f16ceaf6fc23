package io.wenwen.load.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A suite is read line by line, and every line that is wrong is named. */
class SuiteTest {

    @TempDir
    Path folder;

    private ShopFacts shop;

    @BeforeEach
    void readTheShop() throws IOException {
        Path small = Path.of("src/test/resources/small-shop");
        shop = ShopFacts.read(small.resolve("catalog.jsonl"), small.resolve("policies.md"));
    }

    private Suite read(String... lines) throws IOException, SuiteFormatException {
        Path turns = folder.resolve("turns.jsonl");
        Files.write(turns, java.util.List.of(lines));
        return Suite.read("t", turns, shop);
    }

    @Test
    void aTurnKeepsItsLabels() throws Exception {
        SuiteTurn turn = read("""
                {"id":"1","conversation":"c","message":"五百以内的耳机","kind":"cards","constraints":[{"attribute":"category","op":"=","value":"耳机"},{"attribute":"price","op":"<=","value":500,"unit":"元"}],"acceptable":["e1-b"],"borderline":["e2-b"]}""").turns().getFirst();

        assertThat(turn.constraints())
                .isEqualTo(Set.of(new Gold("category", "=", "耳机", null), new Gold("price", "<=", "500.0", "元")));
        assertThat(turn.locale()).isEqualTo("zh-CN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        not json | not one JSON object
        {"conversation":"c","message":"m","kind":"cards"} | 'id' is missing
        {"id":"1","conversation":"c","message":"m","kind":"karten"} | unknown kind 'karten'
        {"id":"1","conversation":"c","message":"m","kind":"cards","acceptable":["x9"]} | the SKU 'x9' is not in the catalogue
        {"id":"1","conversation":"c","message":"m","kind":"cards","constraints":[{"attribute":"price","op":"<","value":5}]} | unknown operator '<'
        {"id":"1","conversation":"c","message":"m","kind":"cards","constraints":[{"attribute":"price","op":"<=","value":"many","unit":"元"}]} | is no number
        {"id":"1","conversation":"c","message":"m","kind":"cards","price":3} | unknown field 'price'
        """)
    void aWrongLineIsNamedWithItsNumber(String line, String why) {
        assertThatThrownBy(() -> read("", line))
                .isInstanceOf(SuiteFormatException.class)
                .hasMessageContaining("turns.jsonl:2: ")
                .hasMessageContaining(why);
    }

    @Test
    void anIdIsUsedOnce() {
        String line = "{\"id\":\"1\",\"conversation\":\"c\",\"message\":\"m\",\"kind\":\"small_talk\"}";
        assertThatThrownBy(() -> read(line, line)).hasMessageContaining("the id '1' is used before");
    }

    @Test
    void anOptionWithAUnitIsAQuantity() {
        ShopFacts.ShopSku half = new ShopFacts.ShopSku(
                "x",
                java.util.Objects.requireNonNull(shop.product("e1")),
                java.util.Map.of("容量", "500毫升"),
                100,
                100,
                1);
        assertThat(Demands.holds(new Gold("容量", "<=", "600", "毫升"), half)).isTrue();
        assertThat(Demands.holds(new Gold("容量", "<=", "400", "毫升"), half)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "price,<=,459,元,true",
        "price,<=,458.99,元,false",
        "price,~,420,元,true",
        "续航时间,>=,30,小时,true",
        "续航时间,>=,31,小时,false",
        "颜色,=,黑色,,true",
        "颜色,!=,白色,,true",
        "功能,=,主动降噪,,true",
        "功能,=,防水,,false",
        "防护等级,=,IPX7,,false",
        "防护等级,!=,IPX7,,true",
        "category,=,耳机,,true",
        "brand,=,星野,,false"
    })
    void demandsAreHeldAgainstTheShopsOwnData(String attribute, String op, String value, String unit, boolean holds) {
        ShopFacts.ShopSku sku = java.util.Objects.requireNonNull(shop.sku("e1-b"));
        assertThat(Demands.holds(new Gold(attribute, op, value, unit), sku)).isEqualTo(holds);
    }
}
