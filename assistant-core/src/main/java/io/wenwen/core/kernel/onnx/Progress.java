package io.wenwen.core.kernel.onnx;

/** Hears how far the opening of a model is; called from the opening thread, some dozen times. */
@FunctionalInterface
public interface Progress {

    /** For callers that do not care. */
    Progress NONE = (step, share) -> {};

    /** What is being done. */
    enum Step {
        /** Reading the whole model file for its hash. */
        CHECKING,
        /** Making eight-bit weights of it; only on the first start. */
        CONVERTING,
        /** Handing the weights to ONNX Runtime. */
        LOADING
    }

    /** @param share of this step, 0 to 1 */
    void at(Step step, double share);
}
