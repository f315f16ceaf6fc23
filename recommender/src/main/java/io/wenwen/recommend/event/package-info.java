/**
 * What shoppers did, as an append-only log: accepted means kept, and kept once.
 */
@NullMarked
package io.wenwen.recommend.event;

import org.jspecify.annotations.NullMarked;
