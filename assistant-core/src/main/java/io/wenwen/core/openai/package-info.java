/**
 * The kernel behind OpenAI's HTTP interface, so that any client of it can use the shop's model: {@code /v1/chat/completions}, {@code
 * /v1/completions}, {@code /v1/embeddings}, {@code /v1/models}.
 *
 * <p>{@link io.wenwen.core.openai.OpenAiConfiguration} is the door for an application. A request is read field by field ({@code
 * Fields}: what is unknown or would be disobeyed is refused by name), becomes generations ({@code Choices}), and their events are
 * written as a stream or as one answer. When the client leaves, the generations are cancelled. Nothing of what is said is logged.
 *
 * <p>Example: {@code {"model": "…", "messages": [{"role": "user", "content": "你好"}]}} is answered by {@code {"choices": [{"message":
 * {"role": "assistant", "content": "你好！…"}, "finish_reason": "stop"}], "usage": …}}.
 */
@NullMarked
package io.wenwen.core.openai;

import org.jspecify.annotations.NullMarked;
