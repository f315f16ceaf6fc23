/**
 * Constraints that are compiled once and cost a look-up per token: JSON Schema, and one text out of thousands.
 *
 * <p>{@link io.wenwen.core.kernel.constrain.ConstraintCompiler} is the door. A schema becomes shapes ({@code SchemaReader},
 * {@code SchemaCompiler}), their strings and numbers become byte automata ({@code Regex}, {@code CharDfa}, {@code ByteDfa}), and the
 * nesting becomes stacks of what is still to be written ({@code SchemaAutomaton}), explored as far as generations go. Each state
 * keeps its token mask, found by walking the vocabulary's byte tree ({@code VocabularyTrie}).
 *
 * <p>Example: under {@code {"type":"object","properties":{"预算":{"type":"integer","minimum":0}},"required":["预算"],
 * "additionalProperties":false}} the bytes <code>{"预算":</code> are forced, then digits are free, then the brace is.
 */
@NullMarked
package io.wenwen.core.kernel.constrain;

import org.jspecify.annotations.NullMarked;
