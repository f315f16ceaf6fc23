package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Review;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.service.policy.Policies;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shop small enough to know by heart: headphones, jackets, shoes, cups and tea. */
final class SmallShop {

    static final Policies POLICIES = Policies.parse("""
            # 店铺政策
            - 现货商品下单后48小时内发货。
            - 满99元包邮，不满99元收取8元运费。
            - 支持7天无理由退货，商品须保持完好。
            - 电器类商品全国联保一年。
            问：可以开发票吗？
            答：可以开具电子普通发票，下单时填写抬头。
            问：支持哪些付款方式？
            答：支持微信支付、支付宝和银行卡，不支持货到付款。
            """);

    private SmallShop() {}

    static Catalog open(Path folder) {
        Catalog catalog = Catalog.open(folder, null);
        catalog.load("小店", products(), promotions());
        return catalog;
    }

    static List<Product> products() {
        List<Product> all = new ArrayList<>();
        all.add(headphones("h1", "声浪 S1 运动蓝牙耳机", "声浪", 199, 30, 12, List.of("防水", "降噪"), 4.8, 900, "黑色", "白色"));
        all.add(headphones("h2", "声浪 S2 蓝牙耳机", "声浪", 129, 20, 10, List.of("快充"), 4.5, 1500, "黑色"));
        all.add(headphones("h3", "鸣谷 Air 蓝牙耳机", "鸣谷", 459, 40, 9, List.of("防水", "降噪", "快充"), 4.9, 300, "白色", "蓝色"));
        all.add(headphones("h4", "鸣谷 Lite 蓝牙耳机", "鸣谷", 89, 12, 8, List.of("低延迟"), 4.2, 2100, "粉色", "白色"));
        all.add(headphones("h5", "远岫 R5 蓝牙耳机", "远岫", 299, 36, 11, List.of("降噪"), 4.6, 640, "黑色", "银色"));
        all.add(headphones("h6", "远岫 R1 蓝牙耳机", "远岫", 159, 24, 10, List.of("防水"), 4.4, 410, "绿色"));
        all.add(headphones("h7", "听澜 T7 蓝牙耳机", "听澜", 259, 28, 10, List.of("防水", "快充"), 4.7, 520, "黑色", "红色"));
        all.add(jacket("j1", "岭上防风冲锋衣", "岭上", 399, "聚酯纤维", List.of("防水", "防风"), "可机洗", "黑色", "红色"));
        all.add(jacket("j2", "岭上轻薄冲锋衣", "岭上", 269, "锦纶", List.of("防风", "透气"), "可机洗", "蓝色"));
        all.add(jacket("j3", "野径三合一冲锋衣", "野径", 699, "聚酯纤维", List.of("防水", "防风", "保暖"), "不可机洗", "黑色", "绿色"));
        all.add(shoe("s1", "追峰缓震跑步鞋", "追峰", 329, "网面", 240, "黑色", "白色"));
        all.add(shoe("s2", "追峰轻量跑步鞋", "追峰", 259, "网面", 190, "白色", "橙色"));
        all.add(product(
                "c1",
                "禾木保温杯",
                List.of("家居", "水具", "保温杯"),
                "禾木",
                79,
                List.of(Attribute.text("材质", "304不锈钢"), amount("容量", 500, "ml"), amount("保温时长", 12, "小时")),
                4.7,
                800,
                "银色",
                "蓝色"));
        all.add(product(
                "c2",
                "禾木大容量保温杯",
                List.of("家居", "水具", "保温杯"),
                "禾木",
                99,
                List.of(Attribute.text("材质", "316不锈钢"), amount("容量", 800, "ml"), amount("保温时长", 24, "小时")),
                4.6,
                350,
                "黑色"));
        all.add(product(
                "t1",
                "青崖龙井绿茶礼盒",
                List.of("食品", "茶叶", "绿茶"),
                "青崖",
                168,
                List.of(Attribute.text("产地", "浙江杭州"), amount("净含量", 250, "g"), amount("保质期", 18, "个月")),
                4.9,
                260));
        return all;
    }

    static List<Promotion> promotions() {
        return List.of(
                new Promotion.Reduction("r1", new Promotion.Scope(null, List.of(new ProductId("h3"))), Money.yuan(60)),
                new Promotion.SpendAndSave(
                        "m1", new Promotion.Scope("蓝牙耳机", List.of()), Money.yuan(200), Money.yuan(30)),
                new Promotion.Coupon(
                        "q1", new Promotion.Scope(null, List.of()), "新人券", Money.yuan(300), Money.yuan(25)));
    }

    private static Product headphones(
            String id,
            String title,
            String brand,
            int yuan,
            int hours,
            int grams,
            List<String> functions,
            double rating,
            long sales,
            String... colours) {
        return product(
                id,
                title,
                List.of("数码", "耳机", "蓝牙耳机"),
                brand,
                yuan,
                List.of(
                        amount("续航时间", hours, "小时"),
                        amount("重量", grams, "g"),
                        new Attribute("功能", functions, null, null)),
                rating,
                sales,
                colours);
    }

    private static Product jacket(
            String id,
            String title,
            String brand,
            int yuan,
            String material,
            List<String> functions,
            String wash,
            String... colours) {
        return product(
                id,
                title,
                List.of("服饰", "外套", "冲锋衣"),
                brand,
                yuan,
                List.of(
                        Attribute.text("材质", material),
                        new Attribute("功能", functions, null, null),
                        Attribute.text("洗涤方式", wash)),
                4.5,
                210,
                colours);
    }

    private static Product shoe(
            String id, String title, String brand, int yuan, String upper, int grams, String... colours) {
        return product(
                id,
                title,
                List.of("运动", "鞋", "跑步鞋"),
                brand,
                yuan,
                List.of(Attribute.text("鞋面材质", upper), amount("重量", grams, "g"), Attribute.text("适用场景", "跑步")),
                4.6,
                480,
                colours);
    }

    private static Attribute amount(String name, long number, String unit) {
        return Attribute.quantity(name, BigDecimal.valueOf(number), unit);
    }

    private static Product product(
            String id,
            String title,
            List<String> category,
            @Nullable String brand,
            int yuan,
            List<Attribute> attributes,
            double rating,
            long sales,
            String... colours) {
        List<Sku> skus = new ArrayList<>();
        if (colours.length == 0) {
            skus.add(new Sku(new SkuId(id + "-0"), Map.of(), Money.yuan(yuan), 20, null));
        }
        for (int i = 0; i < colours.length; i++) {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("颜色", colours[i]);
            skus.add(new Sku(new SkuId(id + "-" + i), options, Money.yuan(yuan), 20 + i, null));
        }
        return new Product(
                new ProductId(id),
                title,
                category,
                brand,
                "",
                "",
                attributes,
                skus,
                rating,
                100,
                sales,
                LocalDate.of(2026, 3, 1),
                List.<Review>of());
    }
}
