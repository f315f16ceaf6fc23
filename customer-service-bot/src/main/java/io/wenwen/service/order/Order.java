package io.wenwen.service.order;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.SkuId;
import java.time.Instant;
import java.util.List;

/**
 * What a shopper bought, with titles and prices as they stood at that moment.
 *
 * @param id as the shopper quotes it, {@code W} and 14 digits
 * @param pay what is to be paid for all lines
 */
public record Order(String id, String shopper, Status status, Money pay, Instant placedAt, List<Line> lines) {

    /** Where an order stands. Payment and shipping are another system's; this shop takes orders. */
    public enum Status {
        PLACED("已下单，等待付款", "placed, waiting for payment"),
        CANCELLED("已取消", "cancelled");

        private final String chinese;
        private final String english;

        Status(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        public String words(boolean inEnglish) {
            return inEnglish ? english : chinese;
        }
    }

    /** One line: {@code price} is of one piece, after 直降. */
    public record Line(SkuId sku, String title, String options, int quantity, Money price) {}

    public Order {
        lines = List.copyOf(lines);
    }
}
