package io.wenwen.core.kernel.model;

/** What all refusals of a damaged file advise. */
final class ModelFiles {

    static final String ADVICE = "The file is damaged; remove it and download it again (./wenwen model pull).";

    private ModelFiles() {}
}
