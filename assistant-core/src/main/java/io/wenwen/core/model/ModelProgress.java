package io.wenwen.core.model;

/** Hears how a model file arrives. Called often: return at once. */
public interface ModelProgress {

    /** Hears nothing. */
    ModelProgress SILENT = new ModelProgress() {
        @Override
        public void bytes(long done, long total) {}

        @Override
        public void step(String what) {}
    };

    /** So many bytes of the file are here, counting those of an earlier try. */
    void bytes(long done, long total);

    /** A new step begins or a source failed, in one line, e.g. {@code huggingface.co: no answer within 5 s}. */
    void step(String what);
}
