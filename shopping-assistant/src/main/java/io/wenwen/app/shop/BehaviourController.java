package io.wenwen.app.shop;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.app.access.Shopper;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.recommend.Recommender;
import io.wenwen.recommend.event.BehaviourEvent;
import io.wenwen.recommend.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes in what a shopper's pages saw: impressions, clicks, carts. */
@RestController
@Tag(name = "products")
class BehaviourController {

    /** One event; {@code id} makes a repeated send harmless, {@code type} is impression, click, cart or order. */
    record Happening(
            @Nullable String id,
            @Nullable String type,
            @Nullable String product) {}

    record Happenings(@Nullable List<Happening> events) {}

    /** How many events were new and of products on sale; they are on disk. */
    record Kept(int kept) {}

    private final OpenShop shop;
    private final Recommender recommender;

    BehaviourController(OpenShop shop, Recommender recommender) {
        this.shop = shop;
        this.recommender = recommender;
    }

    @PostMapping(path = "/api/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Tell what a shopper saw and did; at most 100 events a call")
    Kept happened(@Parameter(hidden = true) Shopper shopper, @RequestBody Happenings body) {
        List<Happening> sent = body.events();
        if (sent == null || sent.size() > EventLog.MOST_AT_ONCE) {
            throw Problem.INVALID_PARAMETER.with("events");
        }
        // The recommender looks the products up, so the shop must be open.
        shop.catalog();
        Instant now = Instant.now();
        List<BehaviourEvent> events = new ArrayList<>();
        for (Happening event : sent) {
            String id = event.id();
            String type = event.type();
            String product = event.product();
            if (id == null || type == null || product == null) {
                throw Problem.INVALID_PARAMETER.with("events");
            }
            try {
                events.add(new BehaviourEvent(
                        id, shopper.id(), BehaviourEvent.Type.of(type), new ProductId(product), now));
            } catch (IllegalArgumentException e) {
                throw Problem.INVALID_PARAMETER.with("events");
            }
        }
        return new Kept(recommender.record(events));
    }
}
