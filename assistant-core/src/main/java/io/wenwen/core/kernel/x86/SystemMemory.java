package io.wenwen.core.kernel.x86;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory straight from Linux: pages for weights that may be large ones (a product reads them all, and each small page is looked up anew),
 * and pages that hold code.
 */
public final class SystemMemory {

    /** Size of a large page on x86-64. */
    private static final long LARGE_PAGE = 2L << 20;

    private static final int READ_WRITE = 3;
    private static final int READ_EXECUTE = 5;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final int ADVISE_LARGE_PAGES = 14;

    private SystemMemory() {}

    /** Zeroed memory that is given back when nothing refers to it. */
    public static MemorySegment largePages(long bytes) {
        long size = Math.ceilDiv(Math.max(1, bytes), LARGE_PAGE) * LARGE_PAGE;
        // One page more, so that a whole number of large pages fits in wherever the system places it.
        MemorySegment raw = map(size + LARGE_PAGE);
        long first = Math.ceilDiv(raw.address(), LARGE_PAGE) * LARGE_PAGE;
        // Advice: where it is not taken, small pages do.
        call(Calls.MADVISE, MemorySegment.ofAddress(first), size, ADVISE_LARGE_PAGES);
        return raw.asSlice(first - raw.address(), size);
    }

    /**
     * Memory that holds this code and can be called.
     *
     * @throws IllegalStateException if the system forbids it
     */
    static MemorySegment code(byte[] code) {
        MemorySegment memory = map(code.length);
        MemorySegment.copy(code, 0, memory, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, code.length);
        if (call(Calls.MPROTECT, memory, memory.byteSize(), READ_EXECUTE) != 0) {
            throw new IllegalStateException("The system lets no new code run in this process.");
        }
        return memory;
    }

    @SuppressWarnings("restricted")
    private static MemorySegment map(long bytes) {
        try {
            MemorySegment at = (MemorySegment)
                    Calls.MMAP.invokeExact(MemorySegment.NULL, bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
            if (at.address() == -1) {
                throw new IllegalStateException("The system gives no " + bytes + " bytes of memory.");
            }
            return at.reinterpret(bytes, Arena.ofAuto(), SystemMemory::unmap);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Calling mmap failed", e);
        }
    }

    private static void unmap(MemorySegment memory) {
        try {
            int ignored = (int) Calls.MUNMAP.invokeExact(memory, memory.byteSize());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Calling munmap failed", e);
        }
    }

    private static int call(MethodHandle function, MemorySegment memory, long bytes, int how) {
        try {
            return (int) function.invokeExact(memory, bytes, how);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A system call failed", e);
        }
    }

    private static final class Calls {
        static final MethodHandle MMAP = find(
                "mmap", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        static final MethodHandle MUNMAP = find("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        static final MethodHandle MPROTECT =
                find("mprotect", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        static final MethodHandle MADVISE =
                find("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

        @SuppressWarnings("restricted")
        private static MethodHandle find(String name, FunctionDescriptor shape) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().find(name).orElseThrow(() -> new IllegalStateException("No " + name)),
                    shape);
        }
    }
}
