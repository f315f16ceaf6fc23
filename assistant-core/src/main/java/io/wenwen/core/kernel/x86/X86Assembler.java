package io.wenwen.core.kernel.x86;

import java.io.ByteArrayOutputStream;

/**
 * Writes the few x86-64 instructions that a matrix product needs, as bytes. Encodings are those of the Intel manual, volume 2; vector
 * instructions take their three-byte VEX form. Vector registers are numbers 0–15 of 256 bits each.
 */
final class X86Assembler {

    /** General registers by their number. */
    static final int RAX = 0;

    static final int RCX = 1;
    static final int RDX = 2;
    static final int RSI = 6;
    static final int RDI = 7;
    static final int R8 = 8;
    static final int R9 = 9;
    static final int R10 = 10;
    static final int R11 = 11;

    private static final int NONE = -1;
    private static final int NO_PREFIX = 0;
    private static final int PREFIX_66 = 1;
    private static final int MAP_0F = 1;
    private static final int MAP_0F38 = 2;

    /** Where an operand lies: {@code [base + index * scale + offset]}. */
    record Memory(int base, int index, int scale, int offset) {
        static Memory at(int base, int offset) {
            return new Memory(base, NONE, 1, offset);
        }

        static Memory at(int base, int index, int scale, int offset) {
            return new Memory(base, index, scale, offset);
        }
    }

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    /** The instructions written so far. */
    byte[] bytes() {
        return code.toByteArray();
    }

    /** A place to jump back to. */
    int here() {
        return code.size();
    }

    /** Sixteen signed bytes to sixteen 16-bit values. */
    void vpmovsxbw(int to, Memory from) {
        vex(PREFIX_66, MAP_0F38, 0x20, to, 0, from);
    }

    /** One 32-bit value to all eight places. */
    void vpbroadcastd(int to, Memory from) {
        vex(PREFIX_66, MAP_0F38, 0x58, to, 0, from);
    }

    void vbroadcastss(int to, Memory from) {
        vex(PREFIX_66, MAP_0F38, 0x18, to, 0, from);
    }

    /** Products of 16-bit values, neighbours added: {@code to[i] = a[2i] b[2i] + a[2i+1] b[2i+1]} in 32 bits. */
    void vpmaddwd(int to, int a, int b) {
        vex(PREFIX_66, MAP_0F, 0xF5, to, a, b);
    }

    void vpaddd(int to, int a, int b) {
        vex(PREFIX_66, MAP_0F, 0xFE, to, a, b);
    }

    void vpxor(int to, int a, int b) {
        vex(PREFIX_66, MAP_0F, 0xEF, to, a, b);
    }

    /** 32-bit integers to fp32. */
    void vcvtdq2ps(int to, int from) {
        vex(NO_PREFIX, MAP_0F, 0x5B, to, 0, from);
    }

    void vmulps(int to, int a, int b) {
        vex(NO_PREFIX, MAP_0F, 0x59, to, a, b);
    }

    void vmulps(int to, int a, Memory b) {
        vex(NO_PREFIX, MAP_0F, 0x59, to, a, b);
    }

    void vmovups(Memory to, int from) {
        vex(NO_PREFIX, MAP_0F, 0x11, from, 0, to);
    }

    void vzeroupper() {
        emit(0xC5, 0xF8, 0x77);
    }

    /** Asks for a cache line ahead of its use; never faults. */
    void prefetch(Memory at) {
        rex(0, 1, at, false);
        emit(0x0F, 0x18);
        operand(1, at);
    }

    void load(int to, Memory from) {
        rex(8, to, from, true);
        emit(0x8B);
        operand(to, from);
    }

    /** The address itself. */
    void lea(int to, Memory of) {
        rex(8, to, of, true);
        emit(0x8D);
        operand(to, of);
    }

    void move(int to, int from) {
        emit(0x48 | (from >> 3 & 1) << 2 | to >> 3 & 1, 0x89, 0xC0 | (from & 7) << 3 | to & 7);
    }

    void add(int to, int from) {
        emit(0x48 | (from >> 3 & 1) << 2 | to >> 3 & 1, 0x01, 0xC0 | (from & 7) << 3 | to & 7);
    }

    void addNumber(int to, int value) {
        emit(0x48 | to >> 3 & 1, 0x81, 0xC0 | to & 7);
        number(value);
    }

    void decrement(int register) {
        emit(0x48 | register >> 3 & 1, 0xFF, 0xC8 | register & 7);
    }

    /** Jumps back if the last result was not zero. */
    void jumpBackIfNotZero(int target) {
        emit(0x0F, 0x85);
        number(target - (code.size() + 4));
    }

    void ret() {
        emit(0xC3);
    }

    private void vex(int prefix, int map, int opcode, int register, int second, int third) {
        emit(0xC4, (~register >> 3 & 1) << 7 | 1 << 6 | (~third >> 3 & 1) << 5 | map, vexTail(prefix, second), opcode);
        emit(0xC0 | (register & 7) << 3 | third & 7);
    }

    private void vex(int prefix, int map, int opcode, int register, int second, Memory memory) {
        int index = memory.index() == NONE ? 0 : memory.index();
        emit(
                0xC4,
                (~register >> 3 & 1) << 7 | (~index >> 3 & 1) << 6 | (~memory.base() >> 3 & 1) << 5 | map,
                vexTail(prefix, second),
                opcode);
        operand(register, memory);
    }

    /** Second source, 256 bits, prefix. */
    private static int vexTail(int prefix, int second) {
        return (~second & 15) << 3 | 4 | prefix;
    }

    private void rex(int wide, int register, Memory memory, boolean always) {
        int index = memory.index() == NONE ? 0 : memory.index();
        int rex = wide | (register >> 3 & 1) << 2 | (index >> 3 & 1) << 1 | memory.base() >> 3 & 1;
        if (always || rex != 0) {
            emit(0x40 | rex);
        }
    }

    private void operand(int register, Memory memory) {
        boolean near = memory.offset() >= -128 && memory.offset() <= 127;
        int mode = near ? 0x40 : 0x80;
        if (memory.index() == NONE && (memory.base() & 7) != 4) {
            emit(mode | (register & 7) << 3 | memory.base() & 7);
        } else {
            int index = memory.index() == NONE ? 4 : memory.index() & 7;
            int scale = Integer.numberOfTrailingZeros(memory.scale());
            emit(mode | (register & 7) << 3 | 4, scale << 6 | index << 3 | memory.base() & 7);
        }
        if (near) {
            emit(memory.offset());
        } else {
            number(memory.offset());
        }
    }

    private void number(int value) {
        emit(value, value >> 8, value >> 16, value >> 24);
    }

    private void emit(int... bytes) {
        for (int b : bytes) {
            code.write(b);
        }
    }
}
