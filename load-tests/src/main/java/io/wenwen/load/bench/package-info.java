/**
 * Speed of the shopper's turn as a shopper feels it: {@code ./wenwen bench turn}.
 */
@NullMarked
package io.wenwen.load.bench;

import org.jspecify.annotations.NullMarked;
