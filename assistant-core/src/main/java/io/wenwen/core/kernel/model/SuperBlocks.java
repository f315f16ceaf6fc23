package io.wenwen.core.kernel.model;

import static io.wenwen.core.kernel.model.PlainBlocks.half;

/**
 * Decodes the "K" formats: super-blocks of 256 numbers whose sub-blocks have small integer scales under one binary16 scale d
 * (and a minimum under dmin).
 *
 * <p>Q2_K and Q3_K: sixteen sub-blocks of 16. Q4_K and Q5_K: eight sub-blocks of 32; 12 bytes pack eight 6-bit scales and eight 6-bit minima. Q6_K: sixteen
 * sub-blocks of 16 with signed byte scales.
 */
final class SuperBlocks {

    private static final int SIZE = 256;

    private SuperBlocks() {}

    /**
     * x = (d scale) q - (dmin min), q of two bits. Layout: 16 bytes with a scale in the low and a minimum in the high half, 64
     * bytes of bit pairs, d, dmin. Each half of the super-block is four runs of 32 over the same 32 bytes, run r at shift 2 r.
     */
    static void q2K(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 84, to += SIZE) {
            float d = half(in, from + 80);
            float dmin = half(in, from + 82);
            for (int sub = 0; sub < 16; sub++) {
                float scale = d * (in[from + sub] & 15);
                float min = dmin * (in[from + sub] >> 4 & 15);
                int pairs = from + 16 + sub / 8 * 32 + 16 * (sub & 1);
                int shift = sub / 2 % 4 * 2;
                for (int i = 0; i < 16; i++) {
                    out[to + 16 * sub + i] = scale * (in[pairs + i] >> shift & 3) - min;
                }
            }
        }
    }

    /**
     * x = (d (scale - 32)) (q - 4), q of three bits. Layout: 32 bytes of high bits, of which bit r serves run r of 32 numbers; 64
     * bytes of low bit pairs as in Q2_K; 12 bytes of 6-bit scales; d.
     */
    static void q3K(byte[] in, int from, int blocks, float[] out, int to) {
        for (int b = 0; b < blocks; b++, from += 110, to += SIZE) {
            float d = half(in, from + 108);
            for (int sub = 0; sub < 16; sub++) {
                float scale = d * (scale3(in, from + 96, sub) - 32);
                int run = sub / 2;
                int high = from + 16 * (sub & 1);
                int pairs = from + 32 + run / 4 * 32 + 16 * (sub & 1);
                int shift = run % 4 * 2;
                for (int i = 0; i < 16; i++) {
                    int q = (in[pairs + i] >> shift & 3 | (in[high + i] >> run & 1) << 2) - 4;
                    out[to + 16 * sub + i] = scale * q;
                }
            }
        }
    }

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

    /** Scale {@code sub} of sixteen: four low bits in halves of the first eight bytes, two high bits in quarters of the last four. */
    private static int scale3(byte[] in, int at, int sub) {
        int low = in[at + sub % 8] >> 4 * (sub / 8) & 15;
        return low | (in[at + 8 + sub % 4] >> 2 * (sub / 4) & 3) << 4;
    }

    /** Scale {@code sub} of the packed twelve bytes: six low bits, or a nibble and two bits borrowed from the first eight. */
    private static int scale(byte[] in, int at, int sub) {
        return sub < 4 ? in[at + sub] & 63 : in[at + sub + 4] & 15 | (in[at + sub - 4] >> 6 & 3) << 4;
    }

    private static int min(byte[] in, int at, int sub) {
        return sub < 4 ? in[at + sub + 4] & 63 : in[at + sub + 4] >> 4 & 15 | (in[at + sub] >> 6 & 3) << 4;
    }
}
