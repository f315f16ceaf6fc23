/**
 * Refusals in the form of RFC 9457: what happened, why, what to do, in Chinese or English as the request prefers.
 */
@NullMarked
package io.wenwen.app.problem;

import org.jspecify.annotations.NullMarked;
