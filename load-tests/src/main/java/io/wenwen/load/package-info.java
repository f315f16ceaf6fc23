/**
 * Workloads and measurements: {@link io.wenwen.load.LoadTests} is what {@code ./wenwen eval} and {@code ./wenwen bench} call.
 *
 * <p>Example: {@code ./wenwen eval shopper --data my-shop --json} starts the assistant over the shop in {@code my-shop}, sends each
 * turn of its suite over HTTP as a browser would, judges the answers with a checker of its own and prints every figure
 * beside its gate.
 */
@NullMarked
package io.wenwen.load;

import org.jspecify.annotations.NullMarked;
