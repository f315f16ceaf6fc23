/**
 * The demo shop: a seeded generator over hand-written category knowledge (the {@code .yml} resources beside the classes).
 *
 * <p>A category line such as {@code 充绒量: 90..260/10 克 ^} means: 90 to 260 克 in steps of 10, and more of it costs more;
 * {@code 功能: + 防风, 防静电} means several of these; {@code ~} before the values, that many products do not say.
 */
@NullMarked
package io.wenwen.catalog.demo;

import org.jspecify.annotations.NullMarked;
