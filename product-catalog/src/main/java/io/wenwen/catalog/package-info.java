/**
 * The shop's products: what there is, what a shopper's sentence demands of it, and what meets the demand.
 *
 * <p>{@link io.wenwen.catalog.Catalog} is the front door. For "500以内的黑色蓝牙耳机，不要入耳式" its
 * {@link io.wenwen.catalog.Catalog#read(String) read} gives {@code category = 蓝牙耳机, price <= 500 元, 颜色 = 黑色, 佩戴方式 != 入耳式},
 * in the words of the catalogue that is loaded, and {@link io.wenwen.catalog.Catalog#search search} finds the products, each with the
 * check of every demand.
 */
@NullMarked
package io.wenwen.catalog;

import org.jspecify.annotations.NullMarked;
