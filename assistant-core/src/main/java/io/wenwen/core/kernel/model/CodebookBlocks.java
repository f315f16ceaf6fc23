package io.wenwen.core.kernel.model;

import static io.wenwen.core.kernel.model.PlainBlocks.half;
import static io.wenwen.core.kernel.model.PlainBlocks.int16;
import static io.wenwen.core.kernel.model.PlainBlocks.int32;

/**
 * Decodes the "IQ4" formats: four bits choose one of sixteen steps that lie closer together near zero, where most weights are.
 *
 * <p>Nibbles lie as in {@link SmallBlocks}: byte j holds number j of 32 in its low half and number j + 16 in its high half.
 */
final class CodebookBlocks {

    private static final byte[] STEPS = {
        -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113,
    };

    private CodebookBlocks() {}

    /** x = d step, blocks of 32. Layout: d, 16 bytes of nibbles. */
    static void iq4Nl(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 18, to += 32) {
            thirtyTwo(in, from + 2, half(in, from), out, to);
        }
    }

    /**
     * x = (d (scale - 32)) step, super-blocks of 256. Layout: d; 16 bits with the two high bits of each of eight scales; 4 bytes
     * with their low four bits; 128 bytes of nibbles.
     */
    static void iq4Xs(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 136, to += 256) {
            float d = half(in, from);
            int high = int16(in, from + 2);
            int low = int32(in, from + 4);
            for (int sub = 0; sub < 8; sub++) {
                int scale = low >> 4 * sub & 15 | (high >> 2 * sub & 3) << 4;
                thirtyTwo(in, from + 8 + 16 * sub, d * (scale - 32), out, to + 32 * sub);
            }
        }
    }

    private static void thirtyTwo(byte[] in, int nibbles, float scale, float[] out, int to) {
        for (int j = 0; j < 16; j++) {
            int q = in[nibbles + j];
            out[to + j] = scale * STEPS[q & 15];
            out[to + j + 16] = scale * STEPS[q >> 4 & 15];
        }
    }
}
