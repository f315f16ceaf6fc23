package io.wenwen.app.shop;

import io.swagger.v3.oas.annotations.Hidden;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.Offer;
import io.wenwen.catalog.demo.ProductPicture;
import io.wenwen.catalog.product.SkuId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Draws a picture for any SKU; a catalogue may name it as {@code /pictures/SKU.svg}. */
@RestController
@Hidden
class Pictures {

    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");

    private final OpenShop shop;

    Pictures(OpenShop shop) {
        this.shop = shop;
    }

    @GetMapping("/pictures/{sku}.svg")
    ResponseEntity<String> picture(@PathVariable String sku) {
        Optional<Offer> offer = sku.isBlank() || sku.length() > 128
                ? Optional.empty()
                : shop.catalog().offer(new SkuId(sku));
        return offer.map(o -> ResponseEntity.ok()
                        .contentType(SVG)
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                        .body(ProductPicture.svg(o.product(), o.sku())))
                .orElseThrow(() -> Problem.NOT_FOUND.with());
    }
}
