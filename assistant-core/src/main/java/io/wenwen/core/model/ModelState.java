package io.wenwen.core.model;

import io.wenwen.core.kernel.ModelCard;

/** Where the shop's model stands; told by health, terminal and page in the same words. */
public sealed interface ModelState {

    /** The shop was started without a model. */
    record None() implements ModelState {}

    /** Bytes are arriving. */
    record Downloading(String name, long bytes, long totalBytes) implements ModelState {}

    /** The file is here and is being checked, converted or loaded; {@code share} runs from 0 to 1. */
    record Loading(String name, String step, double share) implements ModelState {}

    /** Answers are worded by this model. */
    record Ready(ModelCard card) implements ModelState {}

    /** It could not be had; {@code advice} says what to do. It is tried again. */
    record Failed(String name, String why, String advice) implements ModelState {}
}
