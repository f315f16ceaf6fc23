/**
 * Catalogues from files: JSON Lines in the shop's own format or as other Chinese shops write them, with a report per row.
 *
 * <pre>
 * {"name":"细羊毛被","category":["居家","被枕"],"retail_price":659.0,"attributes":[{"name":"填充物重量","value":"2000g/2300g"}]}
 * → title 细羊毛被, 65900 分, 填充物重量 [2000g, 2300g]; fixed: price in 元, missing id …
 * </pre>
 */
@NullMarked
package io.wenwen.catalog.feed;

import org.jspecify.annotations.NullMarked;
