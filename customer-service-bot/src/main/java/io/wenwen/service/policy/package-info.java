/**
 * What the shop promises, answered with the line that says so.
 *
 * <p>{@code Policies.parse("- 支持7天无理由退货")} then {@code answer("不喜欢能退吗")} gives that line and its number; a question that no
 * line answers gives nothing, and the caller says so or hands over to a person.
 */
@NullMarked
package io.wenwen.service.policy;

import org.jspecify.annotations.NullMarked;
