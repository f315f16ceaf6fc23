/**
 * Speed: of the shopper's turn as a shopper feels it ({@code ./wenwen bench turn}), under arrivals that do not wait ({@code bench open}), and
 * of the language-model kernel alone, beside a peer on the same weights ({@code bench kernel --peer DIR}).
 */
@NullMarked
package io.wenwen.load.bench;

import org.jspecify.annotations.NullMarked;
