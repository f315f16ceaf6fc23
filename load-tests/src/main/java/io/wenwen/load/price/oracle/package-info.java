/**
 * The second opinion on money: what {@code docs/promotions.md} says, computed from that page alone.
 *
 * <p>Nothing here is shared with the shop's own price engine, not even arithmetic, so that a figure on which both agree has been
 * reached twice. {@link io.wenwen.load.price.oracle.Oracle#best} tries every sequence of discounts that the page allows;
 * {@link io.wenwen.load.price.oracle.Oracle#price} follows one given sequence. {@link io.wenwen.load.price.oracle.RandomBaskets}
 * draws baskets to ask both about and {@link io.wenwen.load.price.oracle.Histogram} says what was drawn.
 *
 * <p>Example: a line of 300元, 满300减50 and 满200打九折, both stackable. 满减 first leaves 250 and then 225元; 满折 first leaves 270, and
 * 满减 misses its 300. The oracle walks both ways and answers 22500 分.
 *
 * <p>A basket becomes a result in four steps: {@code BasketReader} refuses what section 15 refuses, {@code PricedBasket} settles
 * the price of every piece and which rules apply, {@code Sequences} enumerates and {@code Discount} takes off, {@code Outcome} adds
 * gifts, freight and returns.
 */
@NullMarked
package io.wenwen.load.price.oracle;

import org.jspecify.annotations.NullMarked;
