package io.wenwen.core.kernel.model;

import static io.wenwen.core.kernel.model.PlainBlocks.half;

/**
 * Decodes the "K" formats: super-blocks of 256 numbers whose sub-blocks have small integer scales under one binary16 scale d
 * (and a minimum under dmin).
 *
 * <p>Q4_K and Q5_K: eight sub-blocks of 32; 12 bytes pack eight 6-bit scales and eight 6-bit minima. Q6_K: sixteen
 * sub-blocks of 16 with signed byte scales.
 */
final class SuperBlocks {

    private static final int SIZE = 256;

    private SuperBlocks() {}

    /** x = (d scale) q - dmin min. Layout: d, dmin, 12 bytes of scales and minima, 128 bytes of nibbles. */
    static void q4K(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 144, to += SIZE) {
            float d = half(in, from);
            float dmin = half(in, from + 2);
            for (int sub = 0; sub < 8; sub++) {
                float scale = d * scale(in, from + 4, sub);
                float min = dmin * min(in, from + 4, sub);
                int nibbles = from + 16 + sub / 2 * 32;
                int shift = 4 * (sub & 1);
                for (int i = 0; i < 32; i++) {
                    out[to + 32 * sub + i] = scale * (in[nibbles + i] >> shift & 15) - min;
                }
            }
        }
    }

    /** As Q4_K with a fifth bit: bit {@code sub} of byte i of the 32 bytes between scales and nibbles. */
    static void q5K(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 176, to += SIZE) {
            float d = half(in, from);
            float dmin = half(in, from + 2);
            for (int sub = 0; sub < 8; sub++) {
                float scale = d * scale(in, from + 4, sub);
                float min = dmin * min(in, from + 4, sub);
                int nibbles = from + 48 + sub / 2 * 32;
                int shift = 4 * (sub & 1);
                for (int i = 0; i < 32; i++) {
                    int q = in[nibbles + i] >> shift & 15 | (in[from + 16 + i] >> sub & 1) << 4;
                    out[to + 32 * sub + i] = scale * q - min;
                }
            }
        }
    }

    /**
     * x = (d scale) (q - 32), q of six bits. Layout: 128 bytes of low nibbles, 64 bytes of high bit pairs, 16 scales, d. Each
     * half of the super-block is four runs of 32: run r takes its nibbles from bytes 32 (r mod 2) on, the low halves for r < 2,
     * and its bit pair at shift 2 r.
     */
    static void q6K(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 210, to += SIZE) {
            float d = half(in, from + 208);
            for (int run = 0; run < 8; run++) {
                int half = run / 4;
                int r = run & 3;
                int low = from + 64 * half + 32 * (r & 1);
                int high = from + 128 + 32 * half;
                int shift = 4 * (r / 2);
                for (int i = 0; i < 32; i++) {
                    float scale = d * in[from + 192 + 2 * run + i / 16];
                    int q = (in[low + i] >> shift & 15 | (in[high + i] >> 2 * r & 3) << 4) - 32;
                    out[to + 32 * run + i] = scale * q;
                }
            }
        }
    }

    /** Scale {@code sub} of the packed twelve bytes: six low bits, or a nibble and two bits borrowed from the first eight. */
    private static int scale(byte[] in, int at, int sub) {
        return sub < 4 ? in[at + sub] & 63 : in[at + sub + 4] & 15 | (in[at + sub - 4] >> 6 & 3) << 4;
    }

    private static int min(byte[] in, int at, int sub) {
        return sub < 4 ? in[at + sub + 4] & 63 : in[at + sub + 4] >> 4 & 15 | (in[at + sub] >> 6 & 3) << 4;
    }
}
