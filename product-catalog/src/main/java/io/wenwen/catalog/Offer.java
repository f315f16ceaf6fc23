package io.wenwen.catalog;

import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.Sku;

/**
 * A SKU with the product it belongs to and what one piece costs now.
 *
 * @param price after 直降; {@link Sku#price()} is the price before it
 */
public record Offer(Product product, Sku sku, Money price) {}
