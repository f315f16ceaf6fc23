package io.wenwen.catalog.demo;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Promotion.Coupon;
import io.wenwen.catalog.product.Promotion.Reduction;
import io.wenwen.catalog.product.Promotion.Scope;
import io.wenwen.catalog.product.Promotion.SpendAndSave;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes the shop's promotions: 直降 on one product in twelve, 满减 by top category and for all, shop coupons. */
final class PromotionMaker {

    private static final Scope ALL = new Scope(null, List.of());

    private final Random random;

    PromotionMaker(long seed) {
        random = new Random(seed ^ 0x50524f4dL);
        random.nextInt();
    }

    List<Promotion> make(List<Product> products) {
        List<Promotion> promotions = new ArrayList<>();
        for (Product product : products) {
            if (random.nextInt(12) == 0) {
                long cheapest = product.skus().stream()
                        .mapToLong(s -> s.price().fen())
                        .min()
                        .orElseThrow();
                long off = Math.round(cheapest * (0.05 + 0.2 * random.nextDouble()) / 100) * 100;
                if (off > 0) {
                    promotions.add(new Reduction(
                            "down-" + product.id(), new Scope(null, List.of(product.id())), new Money(off)));
                }
            }
        }
        promotions.add(new SpendAndSave("save-all", ALL, Money.yuan(599), Money.yuan(50)));
        save(promotions, "服饰", 300, 40);
        save(promotions, "鞋靴", 400, 50);
        save(promotions, "箱包", 300, 30);
        save(promotions, "数码", 1000, 100);
        save(promotions, "家电", 800, 80);
        save(promotions, "美妆", 299, 50);
        save(promotions, "母婴", 199, 25);
        save(promotions, "食品", 99, 15);
        save(promotions, "运动户外", 300, 35);
        save(promotions, "图书", 100, 30);
        save(promotions, "宠物", 159, 20);
        coupon(promotions, "shop-10", ALL, "全店满199减10券", 199, 10);
        coupon(promotions, "shop-30", ALL, "全店满499减30券", 499, 30);
        coupon(promotions, "shop-80", ALL, "全店满1299减80券", 1299, 80);
        coupon(promotions, "digital", new Scope("数码", List.of()), "数码满2000减120券", 2000, 120);
        coupon(promotions, "home", new Scope("家居", List.of()), "家居满200减20券", 200, 20);
        coupon(promotions, "care", new Scope("个护", List.of()), "个护满99减12券", 99, 12);
        coupon(promotions, "jackets", new Scope("外套", List.of()), "外套满400减45券", 400, 45);
        coupon(promotions, "headphones", new Scope("耳机", List.of()), "耳机满300减25券", 300, 25);
        return promotions;
    }

    private static void save(List<Promotion> to, String category, int threshold, int off) {
        to.add(new SpendAndSave(
                "save-" + category, new Scope(category, List.of()), Money.yuan(threshold), Money.yuan(off)));
    }

    private static void coupon(List<Promotion> to, String id, Scope scope, String name, int threshold, int off) {
        to.add(new Coupon("coupon-" + id, scope, name, Money.yuan(threshold), Money.yuan(off)));
    }
}
