/**
 * What the shop sells, as data: products, the variants that can be bought, money in integer 分.
 */
@NullMarked
package io.wenwen.catalog.product;

import org.jspecify.annotations.NullMarked;
