/**
 * Finding the products that meet a need, and saying for each one why.
 */
@NullMarked
package io.wenwen.catalog.retrieval;

import org.jspecify.annotations.NullMarked;
