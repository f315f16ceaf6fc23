/**
 * What a piece costs.
 */
@NullMarked
package io.wenwen.catalog.price;

import org.jspecify.annotations.NullMarked;
