package io.wenwen.core.kernel.model;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/**
 * An open GGUF model file: the one place where weights come from. The file is mapped, not read: opening costs the head alone,
 * and pages come in as rows are asked for. Thread-safe until closed; the file must not be changed while it is open.
 */
public final class GgufFile implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final Arena arena;
    private final MemorySegment bytes;
    private final Metadata metadata;
    private final Map<String, TensorInfo> tensors;

    private GgufFile(Path path, Arena arena, MemorySegment bytes, GgufParser.Head head) {
        this.path = path;
        this.arena = arena;
        this.bytes = bytes;
        this.metadata = head.metadata();
        this.tensors = Collections.unmodifiableMap(head.tensors());
    }

    /**
     * Maps the file and checks its head.
     *
     * @throws ModelFileException if it is no sound GGUF file of version 3 in supported number formats
     * @throws IOException if it cannot be read
     */
    @SuppressWarnings("MustBeClosed") // the arena lives as long as the opened file, which closes it
    public static GgufFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(
                    path.toString(), null, "no such model file; get one with ./wenwen model pull");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            GgufParser.Head head = new GgufParser(String.valueOf(path.getFileName()), bytes).parse();
            return new GgufFile(path, arena, bytes, head);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    public Metadata metadata() {
        return metadata;
    }

    /** All tensors, in the order of the file's directory. */
    public Collection<TensorInfo> tensors() {
        return tensors.values();
    }

    public boolean hasTensor(String name) {
        return tensors.containsKey(name);
    }

    /** @throws ModelFileException if the file has no such tensor */
    public TensorInfo tensor(String name) throws ModelFileException {
        TensorInfo tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFileException(path.getFileName() + " has no tensor " + name
                    + ", which this architecture needs. Get a complete file of the model.");
        }
        return tensor;
    }

    /** The tensor's encoded bytes, mapped and read-only; valid until this file is closed. */
    public MemorySegment encoded(TensorInfo tensor) {
        return bytes.asSlice(tensor.offset(), tensor.bytes());
    }

    /** All of a tensor as float32, row-major. Up to 2^31 - 1 numbers. */
    public float[] floats(TensorInfo tensor) {
        return floats(tensor, 0, tensor.rows());
    }

    /** Rows {@code fromRow} (in) to {@code toRow} (out) as float32, row-major. */
    public float[] floats(TensorInfo tensor, int fromRow, int toRow) {
        Objects.checkFromToIndex(fromRow, toRow, tensor.rows());
        float[] out = new float[Math.multiplyExact(toRow - fromRow, tensor.columns())];
        floats(tensor, fromRow, toRow, out, 0);
        return out;
    }

    /** As {@link #floats(TensorInfo, int, int)}, written to {@code out} from {@code to} on. */
    public void floats(TensorInfo tensor, int fromRow, int toRow, float[] out, int to) {
        Objects.checkFromToIndex(fromRow, toRow, tensor.rows());
        int columns = tensor.columns();
        Objects.checkFromIndexSize(to, Math.multiplyExact(toRow - fromRow, columns), out.length);
        TensorType type = tensor.type();
        // Whole blocks at a time, through a small heap buffer: decoding from an array is what the compiler optimises
        // best.
        int blocksAtATime = Math.max(1, CHUNK_BYTES / type.blockBytes());
        long blocks = (long) (toRow - fromRow) * (columns / type.blockSize());
        byte[] buffer = new byte[(int) Math.min(blocks, blocksAtATime) * type.blockBytes()];
        long from = tensor.offset() + fromRow * tensor.rowBytes();
        for (long done = 0; done < blocks; ) {
            int now = (int) Math.min(blocks - done, blocksAtATime);
            int count = now * type.blockSize();
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from, buffer, 0, now * type.blockBytes());
            type.decode(buffer, 0, count, out, to);
            from += (long) now * type.blockBytes();
            to += count;
            done += now;
        }
    }

    /**
     * Reads all of a tensor's scales once and refuses infinite and undefined ones, before a wrong number is computed from them. Costs
     * about as much as reading the file; a file whose hash is known to have passed need not be asked again.
     *
     * @throws ModelFileException with the tensor's name and the offset of its first unsound block
     */
    public void check(TensorInfo tensor) throws ModelFileException {
        TensorType type = tensor.type();
        int blocksAtATime = Math.max(1, CHUNK_BYTES / type.blockBytes());
        byte[] buffer = new byte[(int) Math.min(tensor.bytes(), (long) blocksAtATime * type.blockBytes())];
        for (long done = 0; done < tensor.bytes(); done += buffer.length) {
            int now = (int) Math.min(tensor.bytes() - done, buffer.length);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, tensor.offset() + done, buffer, 0, now);
            int unsound = type.firstUnsound(buffer, 0, now / type.blockBytes());
            if (unsound >= 0) {
                throw new ModelFileException(path.getFileName() + ": tensor " + tensor.name() + " at byte "
                        + (tensor.offset() + done + (long) unsound * type.blockBytes()) + " holds a block of " + type
                        + " whose numbers are not finite. " + ModelFiles.ADVICE);
            }
        }
    }

    /** Unmaps the file; what {@link #encoded} handed out is invalid from then on. */
    @Override
    public void close() {
        arena.close();
    }
}
