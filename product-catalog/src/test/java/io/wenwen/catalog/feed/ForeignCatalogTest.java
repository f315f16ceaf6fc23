package io.wenwen.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Review;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("data")
class ForeignCatalogTest {

    @Test
    void theChineseSampleShopsBecomeOneShop() throws IOException {
        Path folder = folder();
        CatalogData data = Feed.read(
                List.of(
                        folder.resolve("litemall_products.jsonl.gz"),
                        folder.resolve("litemall_comments.jsonl.gz"),
                        folder.resolve("litemall_coupons.jsonl"),
                        folder.resolve("newbee_products.jsonl.gz")),
                row -> {});
        assertThat(data.products()).hasSize(239 + 575);
        assertThat(data.promotions()).hasSize(2);
        assertThat(data.products()).filteredOn(p -> p.leaf().equals("未分类")).hasSizeLessThan(50);
        assertThat(data.products()).filteredOn(p -> p.brand() != null).hasSizeGreaterThan(570);
        Product quilt = data.products().stream()
                .filter(p -> p.id().value().equals("1006007"))
                .findFirst()
                .orElseThrow();
        assertThat(quilt.attribute("填充物重量").orElseThrow().values()).containsExactly("2000g", "2300g");
        assertThat(quilt.skus().getFirst().price().fen()).isEqualTo(45900);
        assertThat(data.products().stream().flatMap(p -> p.reviews().stream()))
                .hasSizeGreaterThan(900)
                .extracting(Review::stars)
                .containsOnly(0);
    }

    private static Path folder() {
        String named = System.getenv("WENWEN_DATASETS");
        Path found = named == null ? null : Path.of(named);
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/datasets"))) {
                found = at.resolve("shared/datasets");
            }
        }
        if (found == null || !Files.isDirectory(found.resolve("zh-catalog"))) {
            String missing = "zh-catalog not found; set WENWEN_DATASETS to the folder of the data sets";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(missing);
            }
            return abort(missing);
        }
        return found.resolve("zh-catalog");
    }
}
