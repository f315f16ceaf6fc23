/**
 * The engine: sequences decoded together token by token, whichever runner computes them.
 *
 * <p>A request becomes a {@link io.wenwen.core.kernel.decode.Sequence} and waits in the {@link
 * io.wenwen.core.kernel.decode.FairQueue}. Before each step the {@link io.wenwen.core.kernel.decode.Scheduler} (plain logic, no
 * threads) says who joins, who answers, which part of whose prompt is read, and whose pages of the {@link
 * io.wenwen.core.kernel.decode.PagePool} are used for it; the {@link io.wenwen.core.kernel.decode.Engine} has the runner compute that
 * and every sequence draw: logits, constraint mask, sampler, text stream. What a constraint forces and what a {@link
 * io.wenwen.core.kernel.decode.Drafter} guesses is computed in the same pass.
 */
@NullMarked
package io.wenwen.core.kernel.decode;

import org.jspecify.annotations.NullMarked;
