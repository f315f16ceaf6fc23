/**
 * Text to tokens and back: byte-level BPE and the chat template, both read from the model file.
 */
@NullMarked
package io.wenwen.core.kernel.text;

import org.jspecify.annotations.NullMarked;
