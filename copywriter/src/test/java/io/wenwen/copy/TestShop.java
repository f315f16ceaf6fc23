package io.wenwen.copy;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shop of four products: rich, plain, with answers of yes and no, and with next to nothing. */
final class TestShop {

    static final Product EARPHONES = product(
            "p1",
            "云雀",
            List.of("数码", "耳机", "蓝牙耳机"),
            Attribute.text("佩戴方式", "挂耳式"),
            Attribute.quantity("续航时间", BigDecimal.valueOf(30), "小时"),
            Attribute.text("功能", "通话降噪", "快充"),
            Attribute.text("防水等级", "IPX5"),
            Attribute.text("接口", "无线"),
            Attribute.quantity("重量", BigDecimal.valueOf(28), "克"));
    static final Product JACKET = product(
            "p2",
            "岚山",
            List.of("服饰", "女装", "冲锋衣"),
            Attribute.text("产地", "浙江"),
            Attribute.text("帽子", "不支持拆卸"),
            Attribute.text("材质", "锦纶"),
            Attribute.text("功能", "防水", "防风"),
            Attribute.text("是否可机洗", "是"),
            Attribute.text("带内胆", "否"),
            Attribute.text("季节", "秋季"));
    static final Product CUP = product("p3", null, List.of("家居", "水杯"), Attribute.text("材质", "紫砂"));
    static final Product BARE = product("p4", null, List.of("其他"));

    private TestShop() {}

    static Catalog open(Path directory) {
        Catalog catalog = Catalog.open(directory, null);
        catalog.load("测试店", List.of(EARPHONES, JACKET, CUP, BARE), List.of());
        return catalog;
    }

    private static Product product(String id, @Nullable String brand, List<String> category, Attribute... attributes) {
        return new Product(
                new ProductId(id),
                (brand == null ? "" : brand) + category.getLast(),
                category,
                brand,
                "",
                "卖家说：全网最低，假一赔十",
                List.of(attributes),
                List.of(
                        new Sku(new SkuId(id + "-a"), Map.of("颜色", "黑色"), Money.yuan(199), 5, null),
                        new Sku(new SkuId(id + "-b"), Map.of("颜色", "米色"), Money.yuan(199), 0, null)),
                4.8,
                120,
                300,
                null,
                List.of());
    }
}
