/**
 * Suites of labelled turns and the shop they are about, read with no code of the product, so that a mistake in the
 * product's reader cannot hide itself.
 */
@NullMarked
package io.wenwen.load.suite;

import org.jspecify.annotations.NullMarked;
