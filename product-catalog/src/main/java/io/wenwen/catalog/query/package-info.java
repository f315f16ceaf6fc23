/**
 * From a shopper's sentence to constraints that can be checked on every product.
 */
@NullMarked
package io.wenwen.catalog.query;

import org.jspecify.annotations.NullMarked;
