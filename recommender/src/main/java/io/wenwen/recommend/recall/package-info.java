/**
 * Models that name candidates: item to item from shared sessions.
 */
@NullMarked
package io.wenwen.recommend.recall;

import org.jspecify.annotations.NullMarked;
