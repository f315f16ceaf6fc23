/**
 * The application: one deployable that chooses and wires what the modules bring. {@link io.wenwen.app.Wenwen} starts it.
 */
@NullMarked
package io.wenwen.app;

import org.jspecify.annotations.NullMarked;
