package io.wenwen.core.kernel.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Converted weights on disk, mapped into memory, so that a second start takes seconds. Layout, little-endian: magic; parts, each at a
 * multiple of 64; a table of names, places and CRC-32C sums; its place, length and sum; magic. Written by {@link WeightFileWriter}.
 */
final class WeightFile {

    static final long MAGIC = 0x3130_5457_4e45_5757L; // "WWENWT01"
    static final int ALIGNMENT = 64;
    static final int TRAILER = 8 + 4 + 4 + 8;

    /** The file is cut, changed or made for something else; the message says which. Rebuilding it is the remedy. */
    static final class Damaged extends IOException {
        Damaged(String message) {
            super(message);
        }
    }

    private final MemorySegment file;
    private final Map<String, MemorySegment> parts = new HashMap<>();

    private WeightFile(MemorySegment file) {
        this.file = file;
    }

    /**
     * Maps a file and checks every byte of it.
     *
     * @param key what the file must have been made for
     * @throws Damaged if it is not whole or was made for another key
     */
    static WeightFile open(Path path, String key) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            // Mapped until nothing refers to it: products keep their weights.
            WeightFile weights =
                    new WeightFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
            weights.readTable(path, key);
            return weights;
        }
    }

    private void readTable(Path path, String key) throws Damaged {
        long size = file.byteSize();
        if (size < 8 + TRAILER || word(0) != MAGIC || word(size - 8) != MAGIC) {
            throw new Damaged(path + " is cut short or no weight file");
        }
        long at = word(size - TRAILER);
        int length = file.get(ValueLayout.JAVA_INT_UNALIGNED, size - 16);
        int sum = file.get(ValueLayout.JAVA_INT_UNALIGNED, size - 12);
        if (at < 8 || length < 0 || at + length != size - TRAILER || sum(file.asSlice(at, length)) != sum) {
            throw new Damaged(path + " has a damaged table of contents");
        }
        ByteBuffer table = file.asSlice(at, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        String found = text(table);
        if (!found.equals(key)) {
            throw new Damaged(path + " was made for " + found + ", not for " + key);
        }
        for (int rest = table.getInt(); rest > 0; rest--) {
            String name = text(table);
            long offset = table.getLong();
            long bytes = table.getLong();
            int expected = table.getInt();
            MemorySegment part = file.asSlice(offset, bytes);
            if (sum(part) != expected) {
                throw new Damaged(path + " has changed bytes in " + name);
            }
            parts.put(name, part);
        }
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }

    MemorySegment part(String name) {
        MemorySegment part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException(
                    "The converted weights lack " + name + "; delete the cache folder's files and start again.");
        }
        return part;
    }

    float[] floats(String name) {
        return part(name).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }

    /** Lets the system take the pages back; products have their own packed copy, and what is read again comes back by itself. */
    void unload() {
        file.unload();
    }

    private long word(long at) {
        return file.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
    }

    static int sum(MemorySegment part) {
        CRC32C sum = new CRC32C();
        long step = 1L << 30;
        for (long at = 0; at < part.byteSize(); at += step) {
            sum.update(part.asSlice(at, Math.min(step, part.byteSize() - at)).asByteBuffer());
        }
        return (int) sum.getValue();
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[from.getInt()];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
