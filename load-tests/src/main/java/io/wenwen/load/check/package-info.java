/**
 * The independent checker: does anything stand in an answer that the shop's own data does not bear out?
 *
 * <p>It shares no code with the decoder's masks or the renderer. Example: over a shop that sells one jacket at 459元,
 * {@code 这款只要399元} is an unsupported figure and {@code 它防水} an unsupported attribute.
 */
@NullMarked
package io.wenwen.load.check;

import org.jspecify.annotations.NullMarked;
