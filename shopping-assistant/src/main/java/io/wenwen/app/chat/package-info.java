/**
 * The shop assistant in a terminal: a client of the same turn that the page uses, with cards as a table.
 *
 * <pre>
 * ./wenwen chat "500元以内的蓝牙耳机"
 * </pre>
 */
@NullMarked
package io.wenwen.app.chat;

import org.jspecify.annotations.NullMarked;
