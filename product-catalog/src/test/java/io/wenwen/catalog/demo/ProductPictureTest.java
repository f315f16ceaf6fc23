package io.wenwen.catalog.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ProductPictureTest {

    private static Product product(String id, String title, String leaf) {
        return new Product(
                new ProductId(id),
                title,
                List.of("店", leaf),
                null,
                "",
                "",
                List.of(),
                List.of(sku("黑色")),
                0,
                0,
                0,
                null,
                List.of());
    }

    private static Sku sku(String colour) {
        return new Sku(new SkuId("s"), Map.of("颜色", colour), new Money(100), 1, null);
    }

    private static void assertWellFormed(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void everyShapeIsWellFormedAndEveryLeafHasOne() throws Exception {
        for (Knowledge.Leaf leaf : Knowledge.get().leaves()) {
            assertThat(Knowledge.get().shapes()).as(leaf.name()).containsKey(leaf.shape());
            assertWellFormed(ProductPicture.svg(product("p1", leaf.name(), leaf.name()), sku("蓝色")));
        }
        assertThat(Knowledge.get().shapes()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void picturesDifferByColourAndByCategory() {
        Product jacket = product("p1", "羽绒服", "羽绒服");
        assertThat(ProductPicture.svg(jacket, sku("黑色"))).isNotEqualTo(ProductPicture.svg(jacket, sku("红色")));
        assertThat(ProductPicture.svg(jacket, sku("红色"))).contains("#c8323a");
        assertThat(ProductPicture.svg(product("p1", "风衣", "风衣"), sku("黑色")))
                .isNotEqualTo(ProductPicture.svg(jacket, sku("黑色")));
    }

    @Test
    void foreignGoodsGetTheShapeThatTheirTitleNamesAndHostileTextStaysText() throws Exception {
        String jacket = Knowledge.get().shapes().getOrDefault("jacket", "").substring(0, 40);
        String svg = ProductPicture.svg(product("x", "<script>\"&羽绒服", "未分类"), sku("魅海蓝"));
        assertWellFormed(svg);
        assertThat(svg).contains(jacket).contains("#3c78c8").doesNotContain("<script>");
    }
}
