package io.wenwen.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.feed.RowReport.Outcome;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Promotion;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedTest {

    private static final String GOOD = "{'id':'p1','title':'蓝牙耳机','category':['数码','耳机','蓝牙耳机'],'brand':'岚柚',"
            + "'attributes':[{'name':'续航时间','value':'30小时','number':30,'unit':'小时'},{'name':'功能','values':['降噪','防水']}],"
            + "'skus':[{'id':'p1-black','options':{'颜色':'黑色'},'price_fen':12900,'stock':35}],"
            + "'rating':4.7,'ratings':12,'sales':88,'listed':'2026-03-31','reviews':[{'stars':5,'text':'音质不错'}]}";

    @TempDir
    Path folder;

    private final List<RowReport> rows = new ArrayList<>();

    private CatalogData read(String... lines) throws IOException {
        Path file = folder.resolve("catalog.jsonl");
        Files.writeString(file, String.join("\n", lines).replace('\'', '"'));
        return Feed.read(List.of(file), rows::add);
    }

    @Test
    void aRowInTheOwnFormatIsAcceptedAsItIs() throws IOException {
        Product product = read(GOOD).products().getFirst();
        assertThat(rows).containsExactly(new RowReport("catalog.jsonl", 1, "p1", Outcome.ACCEPTED, List.of()));
        assertThat(product.leaf()).isEqualTo("蓝牙耳机");
        assertThat(product.attribute("续航时间").orElseThrow().number()).isEqualByComparingTo("30");
        assertThat(product.attribute("功能").orElseThrow().values()).containsExactly("降噪", "防水");
        assertThat(product.skus().getFirst().price()).isEqualTo(new Money(12900));
        assertThat(product.skus().getFirst().options()).isEqualTo(Map.of("颜色", "黑色"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'title':'无编号','category':['书'],'price_fen':100}                          | it has no id
            {'id':'a','category':['书'],'price_fen':100}                                  | it has no title
            {'id':'a','title':'书','category':['书']}                                     | neither skus nor a price
            {'id':'a','title':'书','category':['书'],'skus':[{'price_fen':-1,'stock':1}]}  | the price is -1 分
            {'id':'a','title':'书','category':['书'],'skus':[{'price_fen':12.5}]}          | it must be whole 分
            {'id':'a','title':'书','category':['书'],'price':'面议'}                       | no readable price
            {'id':'a','title':'书','category':['书'],'price':1e300}                       | no readable price
            {'id':'a','title':'书','title':'本','category':['书'],'price_fen':100}         | not JSON
            [1,2]                                                                       | not a JSON object
            {'id':'a',                                                                  | not JSON
            {'type':'banner','id':'a'}                                                  | known are product, promotion and shop
            {'type':'promotion','id':'x','kind':'gift','off_fen':5}                     | known are reduction
            {'type':'promotion','id':'x','kind':'coupon','name':'券','threshold_fen':100,'off_fen':500} | below off_fen
            """)
    void aRowThatCannotBeReadIsRefusedWithTheReasonAndTheOthersAreKept(String bad, String why) throws IOException {
        CatalogData data = read(bad, GOOD);
        assertThat(data.products()).extracting(p -> p.id().value()).containsExactly("p1");
        assertThat(data.report().refused()).isEqualTo(1);
        RowReport refused = rows.stream()
                .filter(r -> r.outcome() == Outcome.REFUSED)
                .findFirst()
                .orElseThrow();
        assertThat(refused.row()).isEqualTo(1);
        assertThat(refused.notes().getFirst()).contains(why);
    }

    @Test
    void aSecondProductOfTheSameIdIsRefusedAndSaysWhereTheFirstIs() throws IOException {
        CatalogData data = read(GOOD, GOOD.replace("蓝牙耳机", "别的"));
        assertThat(data.products()).hasSize(1);
        assertThat(data.report().problems().getFirst().notes().getFirst()).contains("used by catalog.jsonl:1");
    }

    @Test
    void textIsClearedOfHtmlAndOfControlCharacters() throws IOException {
        Product product =
                read("{'id':'a','title':'<b>棉</b>被\\u0000 &amp; 枕','category':['家居'],'price_fen':100,'stock':1,"
                                + "'description':'<p>第一段</p><script>alert(1)</script><p>第二段</p>'}")
                        .products()
                        .getFirst();
        assertThat(product.title()).isEqualTo("棉被 & 枕");
        assertThat(product.description()).isEqualTo("第一段第二段").doesNotContain("alert");
        assertThat(rows.getFirst().outcome()).isEqualTo(Outcome.FIXED);
        assertThat(rows.getFirst().notes()).contains("title: HTML removed");
    }

    @Test
    void linesThatAreTooLongOrNotUtf8AreRefusedAndReadingGoesOn() throws IOException {
        Path file = folder.resolve("bad.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"id\":\"长\",\"title\":\"".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[BoundedLines.LONGEST]);
            out.write('\n');
            out.write("{\"id\":\"g\",\"title\":\"国标\"}\n".getBytes(Charset.forName("GBK")));
            out.write((GOOD.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
        }
        CatalogData data = Feed.read(List.of(file), rows::add);
        assertThat(data.products()).hasSize(1);
        assertThat(rows).extracting(RowReport::row).containsExactly(1L, 2L, 3L);
        assertThat(rows.get(0).notes().getFirst()).contains("more than the 4194304 that are read");
        assertThat(rows.get(1).notes().getFirst()).contains("is not UTF-8; save the file as UTF-8");
    }

    @Test
    void pricesInYuanAndForeignNamesAreFixedAndSaid() throws IOException {
        Product product = read("{'id':1006007,'name':'羊毛被','brief':'细羊毛','category':['居家','被枕'],'retail_price':459.5,"
                        + "'attributes':[{'name':'填充物重量','value':'2000g/2300g'},{'name':'执行标准','value':'GB/T 22844-2009'},"
                        + "{'name':'克重','value':'220 g'},{'name':'温馨提示','value':'晾晒后使用'}],"
                        + "'specs':[{'name':'颜色','value':'米白'}],'skus':[{'specs':['米白'],'price':'¥1,459.50','stock':7}]}")
                .products()
                .getFirst();
        assertThat(product.title()).isEqualTo("羊毛被");
        assertThat(product.id().value()).isEqualTo("1006007");
        assertThat(product.skus().getFirst().price().fen()).isEqualTo(145950);
        assertThat(product.skus().getFirst().options()).isEqualTo(Map.of("颜色", "米白"));
        assertThat(product.attribute("填充物重量").orElseThrow().values()).containsExactly("2000g", "2300g");
        assertThat(product.attribute("执行标准").orElseThrow().values()).containsExactly("GB/T 22844-2009");
        assertThat(product.attribute("克重").orElseThrow())
                .isEqualTo(new Attribute("克重", List.of("220 g"), new BigDecimal("220"), "g"));
        assertThat(product.attribute("温馨提示")).isEmpty();
        assertThat(product.description()).isEqualTo("温馨提示：晾晒后使用");
        assertThat(rows.getFirst().notes()).contains("price in 元 taken as 分");
    }

    @Test
    void aBareRowGetsCategoryBrandAmountsAndColourFromItsTitle() throws IOException {
        CatalogData data = read(
                "{'id':1,'name':'华为 HUAWEI nova 3i','intro':'全面屏游戏手机 4GB+128GB 亮黑色 移动4G','category':[],'selling_price':1299,'original_price':1399,'stock':5}",
                "{'id':2,'name':'无印良品 MUJI 柔和洁面泡沫','intro':'120g','category':[],'selling_price':45,'stock':5}",
                "{'id':3,'name':'神秘物件','category':[],'selling_price':45,'stock':5}",
                "{'id':4,'name':'荣耀手机','category':['家电 数码 手机','手机','荣耀手机'],'selling_price':999,'stock':5}");
        Product phone = data.products().get(0);
        assertThat(phone.category()).containsExactly("家电 数码 手机", "手机");
        assertThat(phone.brand()).isEqualTo("华为");
        assertThat(phone.attribute("存储容量").orElseThrow().number()).isEqualByComparingTo("128");
        assertThat(phone.attribute("运行内存").orElseThrow().unit()).isEqualTo("GB");
        assertThat(phone.skus().getFirst().options()).isEqualTo(Map.of("颜色", "亮黑色"));
        assertThat(phone.skus().getFirst().price().fen()).isEqualTo(129900);
        Product foam = data.products().get(1);
        assertThat(foam.leaf()).isEqualTo("洁面");
        assertThat(foam.brand()).isEqualTo("无印良品");
        assertThat(foam.attribute("净含量").orElseThrow().phrase()).isEqualTo("120g");
        assertThat(data.products().get(2).category()).containsExactly("未分类");
        assertThat(rows).filteredOn(r -> r.outcome() == Outcome.ACCEPTED).isEmpty();
        assertThat(data.report().problems().getFirst().notes()).contains("brand: '华为' read from the title");
    }

    @Test
    void categoryIdsAreLookedUpInCategoryRows() throws IOException {
        CatalogData data = read(
                "{'id':'c2','pid':'c1','name':'被枕'}",
                "{'id':'c1','pid':0,'name':'居家'}",
                "{'id':1,'name':'羊毛被','category_id':'c2','price_fen':100,'stock':1}");
        assertThat(data.products().getFirst().category()).containsExactly("居家", "被枕");
    }

    @Test
    void commentsJoinTheirProductAndOpenCouponsBecomePromotions() throws IOException {
        CatalogData data = read(
                GOOD,
                "{'type':0,'product_id':'p1','content':'低音很足','star':4}",
                "{'type':1,'product_id':'p1','content':'专题不错','star':4}",
                "{'id':1,'name':'满减券','discount':5.0,'min':99.0,'type':0,'status':0,'goods_type':0}",
                "{'id':2,'name':'新人券','discount':9.0,'min':99.0,'type':1,'status':0,'goods_type':0}",
                "{'question':'运费多少？','answer':'满88元免邮。港澳台地区除'}");
        assertThat(data.products().getFirst().reviews())
                .extracting(r -> r.text())
                .containsExactly("音质不错", "低音很足");
        assertThat(data.promotions())
                .containsExactly(new Promotion.Coupon(
                        "coupon-1", new Promotion.Scope(null, List.of()), "满减券", Money.yuan(99), Money.yuan(5)));
        assertThat(data.faqs()).containsExactly(new CatalogData.Faq("运费多少？", "满88元免邮。"));
        assertThat(data.report().refused()).isEqualTo(2);
    }

    @Test
    void whatTheWriterWritesIsReadBackEqual() throws IOException {
        CatalogData data = read(
                GOOD,
                "{'type':'shop','name':'小店'}",
                "{'type':'promotion','id':'d','kind':'reduction','products':['p1'],'off_fen':500}",
                "{'type':'promotion','id':'m','kind':'spend_and_save','category':'耳机','threshold_fen':30000,'off_fen':4000}",
                "{'type':'promotion','id':'c','kind':'coupon','name':'全场券','threshold_fen':10000,'off_fen':1000}");
        Path again = folder.resolve("again.jsonl");
        CatalogWriter.write(data, again);
        CatalogData back =
                Feed.read(List.of(again), row -> assertThat(row.outcome()).isEqualTo(Outcome.ACCEPTED));
        assertThat(back.products()).isEqualTo(data.products());
        assertThat(back.promotions()).isEqualTo(data.promotions()).hasSize(3);
        assertThat(back.shopName()).isEqualTo("小店");
    }
}
