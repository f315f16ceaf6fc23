/**
 * Whether prices are right: {@link io.wenwen.load.price.BenchPrice} draws baskets, has them priced by the engine and by the oracle of {@code price.oracle},
 * which knows {@code docs/promotions.md} and nothing of the engine, and compares every figure.
 *
 * <p>Example: {@code ./wenwen bench price --json --baskets 100000} ends with {@code "oracle_equal_share":1.0} when all of them agree.
 */
@NullMarked
package io.wenwen.load.price;

import org.jspecify.annotations.NullMarked;
