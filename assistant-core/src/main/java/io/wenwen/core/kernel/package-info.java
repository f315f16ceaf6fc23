/**
 * The language-model kernel's front door: a prompt goes in, tokens come out, whatever runner computes them.
 *
 * <p>{@link io.wenwen.core.kernel.LanguageModel} is the door. Everything below it knows no Spring, no HTTP and nothing of
 * shopping.
 */
@NullMarked
package io.wenwen.core.kernel;

import org.jspecify.annotations.NullMarked;
