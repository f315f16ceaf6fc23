/**
 * Derives a price certificate again, from its own JSON alone, with arithmetic of its own: nothing here imports the engine, and all
 * amounts are {@link java.math.BigInteger}.
 *
 * <p>Example: a certificate says 350元 for headphones of 400元 with 满300减30 and a coupon of 20元.
 * {@link io.wenwen.catalog.price.check.CertificateChecker} reads the two rules in it, applies them in the order it names, splits each over the lines and
 * compares every amount. It also tries each plan that differs by one rule and complains if one is cheaper.
 */
@NullMarked
package io.wenwen.catalog.price.check;

import org.jspecify.annotations.NullMarked;
