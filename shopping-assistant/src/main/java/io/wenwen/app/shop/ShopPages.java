package io.wenwen.app.shop;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Addresses of the demo storefront; each page is a static file that asks the JSON interface. */
@Controller
@Hidden
class ShopPages {

    @GetMapping("/p/{id}")
    String product() {
        return "forward:/shop/product.html";
    }

    @GetMapping("/cart")
    String cart() {
        return "forward:/shop/cart.html";
    }
}
