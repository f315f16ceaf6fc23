/**
 * The language-model kernel measured by itself, without a shop: {@code ./wenwen eval kernel} asks what the number format costs in
 * quality, and the texts and timed requests here serve {@code ./wenwen bench kernel} too.
 *
 * <p>Example: {@code ./wenwen eval kernel --json} reads 40 advertising copies and a page of the Advertising Law with the default
 * format and with the float values of the same file, and prints the ratio of the perplexities.
 */
@NullMarked
package io.wenwen.load.kernel;

import org.jspecify.annotations.NullMarked;
