/**
 * How an answer gets its words without the model ever writing a fact.
 *
 * <p>Code plans the moves of an answer as {@link io.wenwen.core.dialogue.Clause}s; facts are {@link
 * io.wenwen.core.dialogue.Slot}s, emitted whole. {@link io.wenwen.core.dialogue.ProseWriter} lets the model choose the words
 * around them under a {@link io.wenwen.core.dialogue.SlotConstraint slot constraint}, all clauses as one batch.
 *
 * <p>Example: the need 跑步用, the name 声浪运动耳机 and the fact 挂耳朵上不易掉 become 「想要跑步用的话，可以看看声浪运动耳机，挂耳朵上不易掉，
 * 出门听歌也安心。」, where need, name and fact are slots; the opening is written by code, the remaining words by the model.
 */
@NullMarked
package io.wenwen.core.dialogue;

import org.jspecify.annotations.NullMarked;
