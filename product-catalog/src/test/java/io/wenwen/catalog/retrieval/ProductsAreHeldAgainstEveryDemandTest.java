package io.wenwen.catalog.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.CornerShop;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.query.Check;
import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Operator;
import io.wenwen.catalog.query.Reading;
import io.wenwen.catalog.query.Sort;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductsAreHeldAgainstEveryDemandTest {

    @TempDir
    Path directory;

    private Catalog catalog;

    @BeforeEach
    void open() {
        catalog = Catalog.open(directory, null);
        catalog.load("街角小店", CornerShop.products(), CornerShop.promotions());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private SearchResult search(String message) {
        Reading reading = catalog.read(message);
        return catalog.search(new SearchRequest(reading.constraints(), reading.residual(), reading.sort(), 10));
    }

    private static List<String> ids(SearchResult result) {
        return result.hits().stream().map(h -> h.offer().product().id().value()).toList();
    }

    @Test
    void whatMeetsEverythingIsShownWithAProofForEachDemand() {
        SearchResult result = search("300以内的黑色蓝牙耳机，不要入耳式");
        assertThat(ids(result)).containsExactlyInAnyOrder("e1", "e3");
        assertThat(result.total()).isEqualTo(2);
        assertThat(result.relaxed()).isEmpty();
        assertThat(result.hits()).allSatisfy(h -> {
            assertThat(h.exact()).isTrue();
            assertThat(h.checks()).hasSize(4);
            assertThat(h.offer().sku().options()).containsEntry("颜色", "黑色");
        });
    }

    @Test
    void whatAProductDoesNotStateRulesItOutOnlyWhereItIsDemanded() {
        Offer bag = catalog.offer(new ProductId("b1")).orElseThrow();
        Constraint not = new Constraint("款式", Operator.NOT, "斜挎款", null, null);
        Constraint is = new Constraint("款式", Operator.IS, "斜挎款", null, null);
        Constraint most = new Constraint("净重", Operator.AT_MOST, "900", "g", null);
        assertThat(catalog.check(bag, List.of(not, is, most)))
                .satisfiesExactly(
                        c -> assertThat(c).isEqualTo(new Check(not, true, null)),
                        c -> assertThat(c).isEqualTo(new Check(is, false, null)),
                        c -> assertThat(c).isEqualTo(new Check(most, false, null)));
        Constraint leather = new Constraint("材质", Operator.NOT, "牛皮", null, null);
        assertThat(catalog.check(bag, List.of(leather)).getFirst().holds()).isFalse();
    }

    @Test
    void priceDemandsAreMetByThePriceAfterReductions() {
        assertThat(catalog.offer(new ProductId("e2")).orElseThrow().price()).isEqualTo(Money.yuan(499));
        assertThat(ids(search("500以内的入耳式蓝牙耳机，深蓝色"))).containsExactly("e2");
    }

    @Test
    void theSkuShownIsTheCheapestInStockThatMeetsTheOptions() {
        SearchResult result = search("XL的纯棉衬衫");
        assertThat(result.hits()).first().satisfies(h -> {
            assertThat(h.offer().sku().options()).containsEntry("尺码", "XL");
            assertThat(h.offer().sku().stock()).isPositive();
        });
    }

    @Test
    void whereNothingMeetsAllTheNearestIsShownAndWhatWasGivenUpIsSaid() {
        SearchResult result = search("紫色的电饭煲，300以内");
        assertThat(result.total()).isZero();
        assertThat(result.relaxed()).containsExactly("颜色");
        assertThat(ids(result)).containsExactly("r1");
        assertThat(result.hits().getFirst().exact()).isFalse();
    }

    @Test
    void aNearMissInPriceIsGivenUpBeforeTheBrand() {
        SearchResult result = search("云岭的蓝牙耳机，280以内");
        assertThat(result.relaxed()).containsExactly("price");
        assertThat(ids(result)).first().isEqualTo("e1");
    }

    @Test
    void wordsThatDemandNothingStillRank() {
        assertThat(ids(search("碎花的连衣裙"))).first().isEqualTo("d1");
        assertThat(ids(search("监听"))).containsExactly("h2");
    }

    @Test
    void sortWishesOrder() {
        assertThat(ids(search("最便宜的蓝牙耳机"))).first().isEqualTo("e4");
        assertThat(ids(search("最贵的蓝牙耳机"))).first().isEqualTo("e2");
        assertThat(ids(search("续航最长的蓝牙耳机"))).first().isEqualTo("e2");
        assertThat(ids(catalog.search(new SearchRequest(List.of(), "", Sort.BEST_SELLING, 1))))
                .containsExactly("e4");
    }

    @Test
    void factsAreCountedOverTheWholeShop() {
        Aggregates facts = catalog.aggregate(catalog.read("耳机").constraints());
        assertThat(facts.count()).isEqualTo(6);
        assertThat(facts.cheapest())
                .isNotNull()
                .satisfies(o -> assertThat(o.product().id().value()).isEqualTo("e4"));
        assertThat(facts.dearest())
                .isNotNull()
                .satisfies(o -> assertThat(o.price()).isEqualTo(Money.yuan(500)));
        assertThat(facts.brands())
                .containsEntry("Nuvo", 2L)
                .containsEntry("云岭", 2L)
                .containsEntry("拾光", 2L);
    }

    @Test
    void absenceIsProvedOnlyByLookingAtEverything() {
        assertThat(catalog.presence("雨伞").absent()).isTrue();
        assertThat(catalog.presence("umbrella").absent()).isTrue();
        assertThat(catalog.presence("移动电源").absent()).isFalse();
        assertThat(catalog.presence("连衣裙").found()).isEqualTo(2);
        assertThat(catalog.read("有没有卖雨伞").thing()).isEqualTo("雨伞");
    }

    @Test
    void facetsCountWhatRemains() {
        List<Facet> facets = catalog.facets(catalog.read("蓝牙耳机").constraints(), Locale.SIMPLIFIED_CHINESE);
        Facet colour = facets.stream()
                .filter(f -> f.attribute().equals("颜色"))
                .findFirst()
                .orElseThrow();
        assertThat(colour.values()).first().satisfies(v -> {
            assertThat(v.label()).isEqualTo("黑色");
            assertThat(v.count()).isEqualTo(3);
        });
        assertThat(facets).anySatisfy(f -> assertThat(f.attribute()).isEqualTo("price"));
    }

    @Test
    void everyHitSaysWhy() {
        assertThat(search("碎花连衣裙").hits().getFirst().why()).contains("words").contains("sales");
    }
}
