/**
 * Quality of the shopper's turn: {@code ./wenwen eval shopper}.
 */
@NullMarked
package io.wenwen.load.shopper;

import org.jspecify.annotations.NullMarked;
