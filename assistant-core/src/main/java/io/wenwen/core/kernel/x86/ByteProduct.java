package io.wenwen.core.kernel.x86;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.wenwen.core.kernel.x86.X86Assembler.Memory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Products of a few rows of 16-bit inputs with panels of {@value #PANEL} columns of eight-bit weights, exact in 32 bits, then scaled to fp32:
 * {@code c[m][n] = (Σ a[m][k] b[k][n]) · columnScale[n] · rowScale[m]}.
 *
 * <p>In a panel lie, for each pair of inputs, the pairs of weights of its columns: {@code [inputs / 2][16][2]} bytes. The inner loop widens
 * a pair row of a panel to 16 bits once and multiplies it with the same pair of up to {@value #MOST_ROWS} rows (vpmaddwd), so that nothing
 * saturates: the classic vpmaddubsw adds two products in 16 bits and would. Every row's sum has the same order whatever rows are beside it.
 */
public final class ByteProduct {

    /** Columns of a panel. */
    public static final int PANEL = 16;

    /** Inputs are padded with zeros to a multiple of this. */
    public static final int INPUT_STEP = 4;

    /** Rows that one call computes at most: their sums, twelve registers, and four for operands are all there are. */
    public static final int MOST_ROWS = 6;

    /** Bytes of a call's parameters, see {@link #parameters}. */
    public static final int PARAMETERS = 72;

    private static final Logger LOG = LoggerFactory.getLogger(ByteProduct.class);
    private static final int AHEAD = 768;

    private final MemorySegment code;
    private final MethodHandle[] calls;

    private ByteProduct() {
        byte[][] bodies = new byte[MOST_ROWS + 1][0];
        int size = 0;
        for (int rows = 1; rows <= MOST_ROWS; rows++) {
            bodies[rows] = body(rows);
            size += Math.ceilDiv(bodies[rows].length, 64) * 64;
        }
        byte[] all = new byte[size];
        int[] starts = new int[MOST_ROWS + 1];
        int at = 0;
        for (int rows = 1; rows <= MOST_ROWS; rows++) {
            System.arraycopy(bodies[rows], 0, all, at, bodies[rows].length);
            starts[rows] = at;
            at += Math.ceilDiv(bodies[rows].length, 64) * 64;
        }
        code = SystemMemory.code(all);
        calls = new MethodHandle[MOST_ROWS + 1];
        for (int rows = 1; rows <= MOST_ROWS; rows++) {
            calls[rows] = call(code.asSlice(starts[rows]));
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(MemorySegment code) {
        return Linker.nativeLinker().downcallHandle(code, FunctionDescriptor.ofVoid(JAVA_LONG));
    }

    /** The one of this process; {@code null} where this machine has no use for it or forbids it. */
    public static @Nullable ByteProduct ofThisMachine() {
        return Holder.PRODUCT;
    }

    private static final class Holder {
        static final @Nullable ByteProduct PRODUCT = make();

        private static @Nullable ByteProduct make() {
            if (Boolean.getBoolean("wenwen.onnx.only")
                    || !suits(System.getProperty("os.name"), System.getProperty("os.arch"), cpuinfo())) {
                return null;
            }
            try {
                return new ByteProduct();
            } catch (IllegalStateException e) {
                LOG.info("Products are left to ONNX Runtime: {}", e.getMessage());
                return null;
            }
        }

        private static List<String> cpuinfo() {
            Path file = Path.of("/proc/cpuinfo");
            try {
                return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
            } catch (IOException e) {
                return List.of();
            }
        }
    }

    /** True on Linux on a processor with AVX2 but without the eight-bit instructions that ONNX Runtime uses where they are. */
    static boolean suits(String system, String architecture, List<String> cpuinfo) {
        List<String> flags = cpuinfo.stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> List.of(line.split("\\s+")))
                .orElse(List.of());
        return system.toLowerCase(Locale.ROOT).equals("linux")
                && architecture.equals("amd64")
                && flags.contains("avx2")
                && flags.stream().noneMatch(flag -> flag.matches("avx512_vnni|avx_vnni|amx_int8"));
    }

    /** Room for one thread's parameters. */
    public static MemorySegment parameters(Arena arena) {
        return arena.allocate(PARAMETERS, 64);
    }

    /**
     * Computes {@code rows} rows times {@code panels} panels that lie one after the other.
     *
     * @param parameters room for the call, of one thread
     * @param a address of the first row of 16-bit inputs
     * @param aStride bytes from row to row
     * @param b address of the first panel
     * @param inputs of a row, a multiple of {@value #INPUT_STEP}
     * @param scales address of the first column's scale
     * @param rowScales address of the first row's scale
     * @param c address of the first result
     * @param cStride bytes from row to row of the results
     */
    public void run(
            int rows,
            MemorySegment parameters,
            long a,
            long aStride,
            long b,
            int inputs,
            long panels,
            long scales,
            long rowScales,
            long c,
            long cStride) {
        parameters.set(JAVA_LONG_UNALIGNED, 0, a);
        parameters.set(JAVA_LONG_UNALIGNED, 8, aStride);
        parameters.set(JAVA_LONG_UNALIGNED, 16, b);
        parameters.set(JAVA_LONG_UNALIGNED, 24, inputs / INPUT_STEP);
        parameters.set(JAVA_LONG_UNALIGNED, 32, panels);
        parameters.set(JAVA_LONG_UNALIGNED, 40, scales);
        parameters.set(JAVA_LONG_UNALIGNED, 48, rowScales);
        parameters.set(JAVA_LONG_UNALIGNED, 56, c);
        parameters.set(JAVA_LONG_UNALIGNED, 64, cStride);
        try {
            calls[rows].invokeExact(parameters.address());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A product failed", e);
        }
    }

    /** The loops for so many rows, by the System V convention: the parameters' address comes in rdi. */
    private static byte[] body(int rows) {
        X86Assembler x = new X86Assembler();
        int aStride = X86Assembler.RSI;
        int weights = X86Assembler.RDX;
        int left = X86Assembler.RCX;
        int low = X86Assembler.R8;
        int high = X86Assembler.R9;
        int panels = X86Assembler.R10;
        int scales = X86Assembler.R11;
        int results = X86Assembler.RAX;
        x.load(aStride, parameter(8));
        x.load(weights, parameter(16));
        x.load(panels, parameter(32));
        x.load(scales, parameter(40));
        x.load(results, parameter(56));
        int panel = x.here();
        for (int sum = 0; sum < 2 * rows; sum++) {
            x.vpxor(sum, sum, sum);
        }
        x.load(low, parameter(0));
        x.lea(high, Memory.at(low, aStride, 2, 0));
        x.add(high, aStride);
        x.load(left, parameter(24));
        int loop = x.here();
        if (rows <= 4) {
            // Few rows: weights come from memory as fast as it gives them.
            x.prefetch(Memory.at(weights, AHEAD));
        }
        for (int pair = 0; pair < INPUT_STEP / 2; pair++) {
            x.vpmovsxbw(12, Memory.at(weights, 32 * pair));
            x.vpmovsxbw(13, Memory.at(weights, 32 * pair + 16));
            for (int row = 0; row < rows; row++) {
                int base = row < 3 ? low : high;
                x.vpbroadcastd(
                        14, row % 3 == 0 ? Memory.at(base, 4 * pair) : Memory.at(base, aStride, row % 3, 4 * pair));
                x.vpmaddwd(15, 14, 12);
                x.vpmaddwd(14, 14, 13);
                x.vpaddd(2 * row, 2 * row, 15);
                x.vpaddd(2 * row + 1, 2 * row + 1, 14);
            }
        }
        x.addNumber(weights, PANEL * INPUT_STEP);
        x.addNumber(low, 2 * INPUT_STEP);
        x.addNumber(high, 2 * INPUT_STEP);
        x.decrement(left);
        x.jumpBackIfNotZero(loop);

        x.load(low, parameter(48));
        x.load(high, parameter(64));
        x.move(left, results);
        for (int row = 0; row < rows; row++) {
            x.vbroadcastss(15, Memory.at(low, 4 * row));
            for (int half = 0; half < 2; half++) {
                int sum = 2 * row + half;
                x.vcvtdq2ps(sum, sum);
                x.vmulps(sum, sum, Memory.at(scales, 32 * half));
                x.vmulps(sum, sum, 15);
                x.vmovups(Memory.at(left, 32 * half), sum);
            }
            x.add(left, high);
        }
        x.addNumber(scales, 4 * PANEL);
        x.addNumber(results, 4 * PANEL);
        x.decrement(panels);
        x.jumpBackIfNotZero(panel);
        x.vzeroupper();
        x.ret();
        return x.bytes();
    }

    private static Memory parameter(int offset) {
        return Memory.at(X86Assembler.RDI, offset);
    }
}
