/**
 * A language model on another server, asked over OpenAI's HTTP interface with nothing but {@code java.net.http}.
 *
 * <p>{@link io.wenwen.core.kernel.remote.RemoteModel} is a {@link io.wenwen.core.kernel.LanguageModel} without a tokenizer: it takes no
 * constraint, so whoever shows its text checks the text. Time (connection, first token, silence, total) and tokens (of an answer, of
 * a day) are bounded; after failures in a row the server is left alone for a while; cancelling closes the connection. Prompts that
 * look as if they held personal data are not sent.
 */
@NullMarked
package io.wenwen.core.kernel.remote;

import org.jspecify.annotations.NullMarked;
