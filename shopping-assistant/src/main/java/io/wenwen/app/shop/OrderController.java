package io.wenwen.app.shop;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.app.access.Shopper;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.service.order.Order;
import io.wenwen.service.order.OrderRefusedException;
import io.wenwen.service.order.Orders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The shopper's own orders. */
@RestController
@RequestMapping("/api/orders")
@Tag(name = "orders", description = "The shopper's own orders")
class OrderController {

    private static final int NEWEST = 20;

    record WantedLine(@Nullable String sku, int quantity) {}

    record NewOrder(@Nullable List<WantedLine> lines) {}

    /** {@code price} of one piece, in 分. */
    record OrderLine(String sku, String title, String options, int quantity, long price) {}

    /** {@code pay} in 分; {@code status_text} in the reader's language. */
    record OrderView(String id, String status, String statusText, long pay, String placedAt, List<OrderLine> lines) {}

    private final Orders orders;
    private final OpenShop shop;

    OrderController(Orders orders, OpenShop shop) {
        this.orders = orders;
        this.shop = shop;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Place an order at the prices of this moment; the same Idempotency-Key gives the same order")
    OrderView place(
            @Parameter(hidden = true) Shopper shopper,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewOrder body,
            @Parameter(hidden = true) Locale locale) {
        if (key.isBlank() || key.length() > 64) {
            throw Problem.BAD_IDEMPOTENCY_KEY.with(key.length(), 64);
        }
        shop.catalog();
        List<Orders.Wanted> wanted = new ArrayList<>();
        for (WantedLine line : body.lines() == null ? List.<WantedLine>of() : body.lines()) {
            String sku = line.sku();
            if (sku == null || sku.isBlank() || sku.length() > 128) {
                throw Problem.INVALID_PARAMETER.with("lines.sku");
            }
            wanted.add(new Orders.Wanted(new SkuId(sku), line.quantity()));
        }
        try {
            return view(orders.place(shopper.id(), key, wanted, this::total), locale);
        } catch (OrderRefusedException why) {
            throw Problem.ORDER_REFUSED.with(String.valueOf(why.getMessage()));
        }
    }

    /** The lowest price of all lines together, as the basket page shows it. */
    private long total(List<Order.Line> lines) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        lines.forEach(l -> pieces.merge(l.sku().value(), l.quantity(), Integer::sum));
        return BasketQuotes.of(shop.catalog(), pieces)
                .orElseThrow(
                        () -> new OrderRefusedException("The shop has none of these SKUs any more. Reload the cart."))
                .payable();
    }

    @GetMapping
    @Operation(summary = "The newest 20 orders")
    List<OrderView> newest(@Parameter(hidden = true) Shopper shopper, @Parameter(hidden = true) Locale locale) {
        return orders.newest(shopper.id(), NEWEST).stream()
                .map(o -> view(o, locale))
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One order of one's own")
    OrderView order(
            @Parameter(hidden = true) Shopper shopper,
            @PathVariable String id,
            @Parameter(hidden = true) Locale locale) {
        return orders.find(shopper.id(), id).map(o -> view(o, locale)).orElseThrow(() -> Problem.NO_SUCH_ORDER.with());
    }

    private static OrderView view(Order order, Locale locale) {
        return new OrderView(
                order.id(),
                order.status().name().toLowerCase(Locale.ROOT),
                order.status().words(Problem.inEnglish(locale)),
                order.pay().fen(),
                order.placedAt().toString(),
                order.lines().stream()
                        .map(l -> new OrderLine(
                                l.sku().value(),
                                l.title(),
                                l.options(),
                                l.quantity(),
                                l.price().fen()))
                        .toList());
    }
}
