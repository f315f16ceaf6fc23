/**
 * Writes a product's title, selling points and description for its merchant, every sentence with its evidence.
 *
 * <p>{@link io.wenwen.copy.Copywriter} is the front door, {@code POST /api/copy} its HTTP interface. Facts are slots taken from the
 * catalogue; only the words around them are the model's, so that for a kettle without the attribute 保温 no sentence can say 保温.
 *
 * <p>Example: brand 云雀, leaf 蓝牙耳机, 续航时间 30小时 give the title 「云雀挂耳式蓝牙耳机」 and the point 「云雀蓝牙耳机，续航时间30小时，出门听歌
 * 也踏实。」 with the evidence {@code 续航时间 = 30小时, catalog:p1#续航时间}.
 */
@NullMarked
package io.wenwen.copy;

import org.jspecify.annotations.NullMarked;
