package io.wenwen.core.kernel.model;

import static io.wenwen.core.kernel.model.PlainBlocks.half;
import static io.wenwen.core.kernel.model.PlainBlocks.int32;

/**
 * Decodes blocks of 32 numbers that share a scale d (and, in the {@code _1} formats, a minimum m), both binary16.
 *
 * <p>Nibbles: byte j of a block holds number j in its low half and number j + 16 in its high half. The fifth bits of the
 * Q5 formats are one little-endian 32-bit word, bit i for number i.
 */
final class SmallBlocks {

    private static final int SIZE = 32;
    private static final int HALF = 16;

    private SmallBlocks() {}

    /** x = d (q - 8). */
    static void q4_0(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 18, to += SIZE) {
            float d = half(in, from);
            for (int j = 0; j < HALF; j++) {
                int q = in[from + 2 + j];
                out[to + j] = ((q & 15) - 8) * d;
                out[to + j + HALF] = ((q >> 4 & 15) - 8) * d;
            }
        }
    }

    /** x = d q + m. */
    static void q4_1(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 20, to += SIZE) {
            float d = half(in, from);
            float m = half(in, from + 2);
            for (int j = 0; j < HALF; j++) {
                int q = in[from + 4 + j];
                out[to + j] = (q & 15) * d + m;
                out[to + j + HALF] = (q >> 4 & 15) * d + m;
            }
        }
    }

    /** x = d (q - 16), q of five bits. */
    static void q5_0(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 22, to += SIZE) {
            float d = half(in, from);
            int fifth = int32(in, from + 2);
            for (int j = 0; j < HALF; j++) {
                int q = in[from + 6 + j];
                out[to + j] = (((q & 15) | (fifth >>> j & 1) << 4) - 16) * d;
                out[to + j + HALF] = (((q >> 4 & 15) | (fifth >>> (j + HALF) & 1) << 4) - 16) * d;
            }
        }
    }

    /** x = d q + m, q of five bits. */
    static void q5_1(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 24, to += SIZE) {
            float d = half(in, from);
            float m = half(in, from + 2);
            int fifth = int32(in, from + 4);
            for (int j = 0; j < HALF; j++) {
                int q = in[from + 8 + j];
                out[to + j] = ((q & 15) | (fifth >>> j & 1) << 4) * d + m;
                out[to + j + HALF] = ((q >> 4 & 15) | (fifth >>> (j + HALF) & 1) << 4) * d + m;
            }
        }
    }

    /** x = d q, q a signed byte. */
    static void q8_0(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 34, to += SIZE) {
            float d = half(in, from);
            for (int j = 0; j < SIZE; j++) {
                out[to + j] = in[from + 2 + j] * d;
            }
        }
    }
}
