/**
 * The storefront: which shop is open, its products, pictures, cart and orders as a browser sees them.
 */
@NullMarked
package io.wenwen.app.shop;

import org.jspecify.annotations.NullMarked;
