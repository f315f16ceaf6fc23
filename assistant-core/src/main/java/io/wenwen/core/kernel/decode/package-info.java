/**
 * The engine: sequences decoded together token by token, whichever runner computes the logits.
 *
 * <p>A request waits in a bounded queue until pages of keys and values are free for its whole prompt and budget; its prompt is
 * read in chunks between the steps of those that already answer; then every step gives it one token: logits, constraint mask,
 * sampler, text stream.
 */
@NullMarked
package io.wenwen.core.kernel.decode;

import org.jspecify.annotations.NullMarked;
