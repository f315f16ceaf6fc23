package io.wenwen.core.kernel.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Which eight-bit product this processor computes without loss. Instructions of AVX2 for unsigned times signed bytes add two products in
 * 16 bits and saturate; those of VNNI and AMX do not. So weights are signed only where one of these is seen.
 */
final class CpuFeatures {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final Set<String> EXACT = Set.of("avx512_vnni", "avx_vnni", "amx_int8");

    private CpuFeatures() {}

    /** True where signed weights are exact and fast; false where it cannot be told. */
    static boolean signedWeights() {
        try {
            return Files.isReadable(CPUINFO) && signedWeights(Files.readAllLines(CPUINFO));
        } catch (IOException e) {
            return false;
        }
    }

    static boolean signedWeights(List<String> cpuinfo) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> java.util.Arrays.stream(line.split("\\s+")).anyMatch(EXACT::contains))
                .orElse(false);
    }
}
