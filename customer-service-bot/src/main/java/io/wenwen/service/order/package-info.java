/**
 * Orders: placed once, seen by their owner only.
 */
@NullMarked
package io.wenwen.service.order;

import org.jspecify.annotations.NullMarked;
