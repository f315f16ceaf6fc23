package io.wenwen.service.policy;

import org.jspecify.annotations.Nullable;

/**
 * One statement of the shop.
 *
 * @param number its line in the file, from 1; for a FAQ entry the line of the answer
 * @param heading the heading above it, empty where there is none
 * @param question the question a FAQ entry answers, {@code null} for a plain policy
 * @param text what is promised, word for word, without list marks
 */
public record PolicyLine(
        int number, String heading, @Nullable String question, String text) {}
