/**
 * Running the shop: the command line, the one folder that holds all state, who runs in it, settings, and what is missing
 * on a machine.
 *
 * <p>{@code ./wenwen run} becomes {@link io.wenwen.app.operate.Cli} with {@code run}: it takes the {@link
 * io.wenwen.app.operate.Home} (one server a home), says what will be downloaded, starts the application, and follows the
 * model until it answers.
 */
@NullMarked
package io.wenwen.app.operate;

import org.jspecify.annotations.NullMarked;
