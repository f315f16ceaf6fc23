package io.wenwen.core.kernel.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes formats without scales: each number stands alone, little-endian. */
final class PlainBlocks {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private PlainBlocks() {}

    static void f32(byte[] in, int from, int count, float[] out, int to) {
        for (int i = 0; i < count; i++) {
            out[to + i] = Float.intBitsToFloat((int) INT.get(in, from + 4 * i));
        }
    }

    static void f16(byte[] in, int from, int count, float[] out, int to) {
        for (int i = 0; i < count; i++) {
            out[to + i] = half(in, from + 2 * i);
        }
    }

    static void bf16(byte[] in, int from, int count, float[] out, int to) {
        for (int i = 0; i < count; i++) {
            out[to + i] = Float.intBitsToFloat((short) SHORT.get(in, from + 2 * i) << 16);
        }
    }

    /** An IEEE binary16 at {@code in[at]}, as float32; exact. */
    static float half(byte[] in, int at) {
        return Float.float16ToFloat((short) SHORT.get(in, at));
    }

    /** Whether the float32 at {@code in[at]} is neither infinite nor NaN; likewise below. */
    static boolean finite32(byte[] in, int at) {
        return ((int) INT.get(in, at) & 0x7F80_0000) != 0x7F80_0000;
    }

    static boolean finite16(byte[] in, int at) {
        return ((short) SHORT.get(in, at) & 0x7C00) != 0x7C00;
    }

    static boolean finiteB16(byte[] in, int at) {
        return ((short) SHORT.get(in, at) & 0x7F80) != 0x7F80;
    }

    static int int16(byte[] in, int at) {
        return (short) SHORT.get(in, at);
    }

    static int int32(byte[] in, int at) {
        return (int) INT.get(in, at);
    }
}
