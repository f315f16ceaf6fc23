package io.wenwen.core.kernel.onnx;

/**
 * Rotary position embedding (Su et al. 2021) in the half-split order of GPT-NeoX, which Qwen2 and Qwen3 use: value {@code i} turns with value
 * {@code i + headSize / 2}.
 */
final class Rope {

    private final int half;
    private final float[] cosines;
    private final float[] sines;

    Rope(int headSize, float base, int positions) {
        half = headSize / 2;
        cosines = new float[positions * half];
        sines = new float[positions * half];
        for (int i = 0; i < half; i++) {
            float frequency = (float) (1 / Math.pow(base, 2.0 * i / headSize));
            for (int p = 0; p < positions; p++) {
                float angle = p * frequency;
                cosines[p * half + i] = (float) Math.cos(angle);
                sines[p * half + i] = (float) Math.sin(angle);
            }
        }
    }

    /** Turns one head in place. */
    void turn(float[] x, int at, int position) {
        int table = position * half;
        for (int i = 0; i < half; i++) {
            float a = x[at + i];
            float b = x[at + half + i];
            float cosine = cosines[table + i];
            float sine = sines[table + i];
            x[at + i] = a * cosine - b * sine;
            x[at + half + i] = b * cosine + a * sine;
        }
    }
}
