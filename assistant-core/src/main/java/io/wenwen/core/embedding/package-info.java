/**
 * Sentences as vectors, for finding what is meant rather than what is written.
 */
@NullMarked
package io.wenwen.core.embedding;

import org.jspecify.annotations.NullMarked;
