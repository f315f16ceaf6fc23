package io.wenwen.catalog.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.feed.CatalogData;
import io.wenwen.catalog.feed.CatalogWriter;
import io.wenwen.catalog.feed.Feed;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Review;
import io.wenwen.catalog.product.Sku;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoShopTest {

    private static final CatalogData SHOP = DemoShop.generate(DemoShop.SEED);
    private static final Pattern MESS = Pattern.compile("【|★|！|～|■| {2}|/|\\+| 包邮|爆款|包邮$");

    @TempDir
    Path folder;

    private static Map<String, List<Product>> byLeaf() {
        Map<String, List<Product>> leaves = new LinkedHashMap<>();
        for (Product product : SHOP.products()) {
            leaves.computeIfAbsent(product.leaf(), leaf -> new ArrayList<>()).add(product);
        }
        return leaves;
    }

    @Test
    void theShopIsLargeEnoughAndNeverSaysLessThanEightAttributes() {
        assertThat(SHOP.products()).hasSizeGreaterThanOrEqualTo(3000);
        assertThat(byLeaf()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(SHOP.products()).allSatisfy(p -> {
            assertThat(p.attributes()).hasSizeGreaterThanOrEqualTo(8);
            assertThat(p.attributes()).extracting(Attribute::name).doesNotHaveDuplicates();
        });
        assertThat(SHOP.products())
                .extracting(p -> p.category().getFirst())
                .contains("服饰", "数码", "家电", "美妆", "母婴", "食品", "运动户外", "家居", "图书", "宠物", "汽车用品");
    }

    @Test
    void everyLeafDescribesMoreThanItsProductsAlwaysSay() {
        byLeaf().forEach((leaf, products) -> {
            Set<String> names = new HashSet<>();
            products.forEach(p -> p.attributes().forEach(a -> names.add(a.name())));
            assertThat(names)
                    .as(leaf)
                    .allMatch(name ->
                            products.stream().anyMatch(p -> p.attribute(name).isPresent()));
            assertThat(products.stream().anyMatch(p -> p.attributes().size() < names.size()))
                    .as("some product of %s leaves something unsaid", leaf)
                    .isTrue();
        });
    }

    @Test
    void pricesAreWholePositiveFenAndSkusAreUnique() {
        List<Sku> skus =
                SHOP.products().stream().flatMap(p -> p.skus().stream()).toList();
        assertThat(skus).allMatch(s -> s.price().fen() > 0);
        assertThat(skus).extracting(Sku::id).doesNotHaveDuplicates();
        assertThat(skus).anyMatch(s -> s.stock() == 0);
        assertThat(SHOP.products())
                .allSatisfy(p -> assertThat(p.skus()).extracting(Sku::options).doesNotHaveDuplicates());
        assertThat(SHOP.products()).anyMatch(p -> p.skus().stream().allMatch(s -> s.stock() == 0));
    }

    @Test
    void atMostTwoInAHundredTitlePairsOfALeafAreAlike() {
        byLeaf().forEach((leaf, products) -> {
            List<Set<String>> titles =
                    products.stream().map(p -> ProductMaker.bigrams(p.title())).toList();
            int pairs = 0;
            int alike = 0;
            for (int i = 0; i < titles.size(); i++) {
                for (int j = 0; j < i; j++) {
                    pairs++;
                    if (ProductMaker.jaccard(titles.get(i), titles.get(j)) > 0.8) {
                        alike++;
                    }
                }
            }
            assertThat(alike * 50).as(leaf).isLessThanOrEqualTo(pairs);
        });
    }

    @Test
    void aboutOneTitleInTenIsMessy() {
        long messy = SHOP.products().stream()
                .filter(p -> MESS.matcher(p.title().replaceAll("\\d+/\\d+", "")).find())
                .count();
        assertThat(messy * 100.0 / SHOP.products().size()).isBetween(7.0, 14.0);
    }

    @Test
    void noTextClaimsAnAttributeValueThatTheProductLacks() {
        byLeaf().forEach((leaf, products) -> {
            Set<String> words = new HashSet<>();
            products.forEach(p -> values(p)
                    .filter(v -> v.length() >= 2 && !v.matches(".*\\d.*"))
                    .forEach(words::add));
            for (Product product : products) {
                List<String> own = values(product).toList();
                String said = Stream.concat(
                                Stream.of(product.title(), product.brief(), product.description()),
                                product.reviews().stream().map(Review::text))
                        .reduce("", (a, b) -> a + "\n" + b)
                        .replace(leaf, "");
                for (String word : words) {
                    if (said.contains(word)) {
                        assertThat(own)
                                .as("%s says %s: %s", product.id(), word, said)
                                .anyMatch(v -> v.contains(word));
                    }
                }
            }
        });
    }

    private static Stream<String> values(Product product) {
        return Stream.concat(
                product.attributes().stream().flatMap(a -> a.values().stream()),
                product.skus().stream().flatMap(s -> s.options().values().stream()));
    }

    @Test
    void noRealBrandIsNamed() {
        String all = SHOP.products().stream()
                .map(p -> p.brand() + p.title() + p.brief() + p.description())
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
        assertThat(all)
                .doesNotContain(
                        "华为", "小米", "苹果手机", "耐克", "阿迪", "李宁", "安踏", "美的", "海尔", "格力", "飞利浦", "索尼", "优衣库", "无印良品",
                        "三只松鼠", "蒙牛", "伊利", "欧莱雅", "兰蔻", "戴森", "乐高", "膳魔师", "得力", "晨光", "京东", "淘宝");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedAnotherShop() throws IOException {
        assertThat(written(DemoShop.generate(7))).isEqualTo(written(DemoShop.generate(7)));
        assertThat(written(DemoShop.generate(8))).isNotEqualTo(written(DemoShop.generate(7)));
    }

    private static String written(CatalogData data) throws IOException {
        StringBuilder text = new StringBuilder();
        CatalogWriter.write(data, text);
        return text.toString();
    }

    @Test
    void theWrittenShopIsReadBackEqualAndWithoutAFix() throws IOException {
        Path file = folder.resolve("catalog.jsonl");
        CatalogWriter.write(SHOP, file);
        CatalogData back = Feed.read(List.of(file), row -> {});
        assertThat(back.report().problems()).isEmpty();
        assertThat(back.products()).isEqualTo(SHOP.products());
        assertThat(back.promotions()).isEqualTo(SHOP.promotions());
    }

    @Test
    void promotionsOfAllKindsNeverCostMoreThanTheGoods() {
        assertThat(SHOP.promotions())
                .extracting(Object::getClass)
                .contains(Promotion.Reduction.class, Promotion.SpendAndSave.class, Promotion.Coupon.class);
        for (Promotion promotion : SHOP.promotions()) {
            List<Product> covered =
                    SHOP.products().stream().filter(promotion.scope()::covers).toList();
            assertThat(covered).as(promotion.id()).isNotEmpty();
            if (promotion instanceof Promotion.Reduction reduction) {
                assertThat(covered)
                        .allSatisfy(p ->
                                assertThat(p.skus()).allMatch(s -> s.price().compareTo(reduction.off()) > 0));
            }
        }
    }

    @Test
    void policiesAreThereInBothLanguages() {
        assertThat(DemoShop.policies(Locale.SIMPLIFIED_CHINESE)).contains("7天无理由退货", "问：", "答：");
        assertThat(DemoShop.policies(Locale.ENGLISH)).contains("7-day returns", "Q:", "A:");
        assertThat(DemoShop.policies(Locale.SIMPLIFIED_CHINESE)
                        .lines()
                        .filter(l -> l.startsWith("- ") || l.startsWith("答：")))
                .hasSizeGreaterThanOrEqualTo(25);
        assertThat(DemoShop.policies(Locale.ENGLISH).lines().count())
                .isEqualTo(DemoShop.policies(Locale.SIMPLIFIED_CHINESE).lines().count());
    }
}
