/**
 * What a basket costs, exactly, and why nothing is cheaper. {@code docs/promotions.md} defines every amount.
 *
 * <p>{@link io.wenwen.catalog.price.Pricer} is the front door. Headphones for 400元 with 满300减30 and a coupon 满399减20: the coupon looks at what is left
 * after 满减 (370元), so both do not go together; {@link io.wenwen.catalog.price.Pricer#best best} says 370元, and its
 * {@link io.wenwen.catalog.price.Quote#proof() proof} that three plans were compared. The {@link io.wenwen.catalog.price.Certificate} holds all it follows from; the package
 * {@code price.check} derives it again with code of its own.
 */
@NullMarked
package io.wenwen.catalog.price;

import org.jspecify.annotations.NullMarked;
