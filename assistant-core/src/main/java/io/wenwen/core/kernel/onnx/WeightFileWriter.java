package io.wenwen.core.kernel.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link WeightFile} beside its final place and moves it there only when it is whole, so that a stopped conversion leaves
 * nothing that a later start could take for weights.
 */
final class WeightFileWriter implements AutoCloseable {

    private record Entry(String name, long offset, long bytes, int sum) {}

    private final Path target;
    private final Path temporary;
    private final String key;
    private final FileChannel channel;
    private final List<Entry> entries = new ArrayList<>();

    WeightFileWriter(Path target, String key) throws IOException {
        this.target = target;
        this.key = key;
        temporary = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        write(longs(WeightFile.MAGIC));
    }

    void add(String name, MemorySegment bytes) throws IOException {
        long at = Math.ceilDiv(channel.position(), WeightFile.ALIGNMENT) * (long) WeightFile.ALIGNMENT;
        write(ByteBuffer.allocate((int) (at - channel.position())));
        long step = 1L << 28;
        for (long done = 0; done < bytes.byteSize(); done += step) {
            write(bytes.asSlice(done, Math.min(step, bytes.byteSize() - done)).asByteBuffer());
        }
        entries.add(new Entry(name, at, bytes.byteSize(), WeightFile.sum(bytes)));
    }

    void add(String name, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        add(name, MemorySegment.ofBuffer(bytes));
    }

    /** Writes the table, brings all to the disk and gives the file its name. */
    void finish() throws IOException {
        byte[] table = table();
        long at = channel.position();
        write(ByteBuffer.wrap(table));
        ByteBuffer trailer = ByteBuffer.allocate(WeightFile.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        java.util.zip.CRC32C sum = new java.util.zip.CRC32C();
        sum.update(table);
        trailer.putLong(at)
                .putInt(table.length)
                .putInt((int) sum.getValue())
                .putLong(WeightFile.MAGIC)
                .flip();
        write(trailer);
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] table() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, key);
        out.writeBytes(ints(entries.size()).array());
        for (Entry entry : entries) {
            text(out, entry.name());
            out.writeBytes(longs(entry.offset()).array());
            out.writeBytes(longs(entry.bytes()).array());
            out.writeBytes(ints(entry.sum()).array());
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ints(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static ByteBuffer longs(long value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    }

    private static ByteBuffer ints(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Removes what was begun unless {@link #finish} gave it its name. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
