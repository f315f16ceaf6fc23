package io.wenwen.catalog.feed;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Promotion.Scope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a promotion row, and coupons as other shops write them ({@code discount} off from {@code min}, in 元). */
final class PromotionRow {

    private final Row row;

    PromotionRow(Row row) {
        this.row = row;
    }

    Promotion read() throws RefusedRowException {
        String id = row.text(200, "id");
        if (id == null || id.isBlank() || id.length() > 128) {
            throw new RefusedRowException("a promotion needs an id of 1 to 128 characters");
        }
        String kind = row.text(40, "kind");
        Money off = money("off_fen");
        return switch (kind == null ? "" : kind) {
            case "reduction", "直降" -> new Promotion.Reduction(id, scope(), off);
            case "spend_and_save", "满减" -> new Promotion.SpendAndSave(id, scope(), threshold(off), off);
            case "coupon", "店铺券" -> new Promotion.Coupon(id, scope(), name(), threshold(off), off);
            default ->
                throw new RefusedRowException("kind is '" + kind + "'; known are reduction, spend_and_save and coupon");
        };
    }

    /** A coupon that any shopper may take; those bound to new customers or codes are refused, so that none is promised. */
    Promotion foreignCoupon() throws RefusedRowException {
        String id = row.text(100, "id");
        BigDecimal discount = row.number("discount");
        BigDecimal min = row.number("min");
        if (id == null || discount == null || min == null || discount.signum() <= 0 || min.compareTo(discount) < 0) {
            throw new RefusedRowException("a coupon needs id, discount and min in 元, with min not below discount");
        }
        if (row.count("type", 0) != 0 || row.count("status", 0) != 0) {
            throw new RefusedRowException(
                    "the coupon is not open to every shopper (new customers, codes, or ended); only open coupons are shown");
        }
        if (row.count("goods_type", 0) != 0) {
            throw new RefusedRowException("the coupon's scope (goods_type) is unknown; write it as a promotion row");
        }
        row.fixed("coupon in 元 taken as a 店铺券 for the whole shop");
        return new Promotion.Coupon("coupon-" + id, new Scope(null, List.of()), name(), yuan(min), yuan(discount));
    }

    private static Money yuan(BigDecimal yuan) {
        return new Money(
                yuan.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValue());
    }

    private String name() {
        String name = row.text(60, "name");
        return name == null || name.isBlank() ? "店铺券" : name;
    }

    private Money threshold(Money off) throws RefusedRowException {
        Money threshold = money("threshold_fen");
        if (threshold.compareTo(off) < 0) {
            throw new RefusedRowException("threshold_fen is below off_fen; an order cannot cost less than nothing");
        }
        return threshold;
    }

    private Money money(String field) throws RefusedRowException {
        BigDecimal fen = row.number(field);
        if (fen == null
                || fen.signum() <= 0
                || fen.stripTrailingZeros().scale() > 0
                || fen.precision() - fen.scale() > 12) {
            throw new RefusedRowException(
                    field + " is " + Row.shown(row.field(field)) + "; it must be whole 分 above 0");
        }
        return new Money(fen.longValueExact());
    }

    private Scope scope() throws RefusedRowException {
        JsonNode products = row.field("products");
        if (products == null) {
            String category = row.text(40, "category");
            return new Scope(category == null || category.isBlank() ? null : category, List.of());
        }
        List<ProductId> ids = new ArrayList<>();
        for (JsonNode id : products) {
            String text = Row.scalar(id);
            if (text == null || text.isBlank() || text.length() > 128) {
                throw new RefusedRowException("products holds " + Row.shown(id) + ", which is no product id");
            }
            ids.add(new ProductId(text));
        }
        if (ids.isEmpty()) {
            throw new RefusedRowException("products is empty; leave it out for a category or the whole shop");
        }
        return new Scope(null, ids);
    }
}
