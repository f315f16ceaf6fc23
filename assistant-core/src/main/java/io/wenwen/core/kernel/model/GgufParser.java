package io.wenwen.core.kernel.model;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the head of a GGUF file of version 3: metadata and the directory of tensors. Everything is checked before it is
 * believed: counts against the bytes left, names for duplicates, tensors for lying wholly inside the file and apart from
 * each other.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
final class GgufParser {

    static final int VERSION = 3;
    static final int MAX_KEYS = 1 << 16;
    static final int MAX_TENSORS = 1 << 16;
    static final int MAX_ELEMENTS = 1 << 22;
    static final int MAX_DIMENSIONS = 4;

    private static final int MAGIC = 0x46554747; // "GGUF", read little-endian
    private static final int DEFAULT_ALIGNMENT = 32;
    private static final String ALIGNMENT_KEY = "general.alignment";

    private final String file;
    private final long fileBytes;
    private final GgufCursor in;

    GgufParser(String file, MemorySegment bytes) {
        this.file = file;
        this.fileBytes = bytes.byteSize();
        this.in = new GgufCursor(file, bytes);
    }

    /** What the head of a file says. */
    record Head(Metadata metadata, Map<String, TensorInfo> tensors) {}

    Head parse() throws ModelFileException {
        int magic = in.int32();
        if (magic != MAGIC) {
            throw new ModelFileException(file + " is not a GGUF file: it begins with the bytes "
                    + "%08x".formatted(Integer.reverseBytes(magic))
                    + " instead of 47475546 (\"GGUF\"). Give a .gguf file of a supported model.");
        }
        int version = in.int32();
        if (version == Integer.reverseBytes(VERSION)) {
            throw new ModelFileException(
                    file
                            + " is a big-endian GGUF file; only little-endian ones are read. Get the usual, little-endian file.");
        }
        if (version != VERSION) {
            throw new ModelFileException(file + " has GGUF version " + Integer.toUnsignedString(version)
                    + "; only version " + VERSION + " is read. Get a newer conversion of the model.");
        }
        int tensorCount = in.count("tensors", 24, MAX_TENSORS);
        int keyCount = in.count("metadata keys", 13, MAX_KEYS);
        Metadata metadata = new Metadata(file, metadata(keyCount));
        return new Head(metadata, tensors(tensorCount, alignment(metadata)));
    }

    private Map<String, MetadataValue> metadata(int count) throws ModelFileException {
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            in.reading("metadata key " + i + " of " + count);
            long start = in.position();
            String key = in.text();
            in.reading("metadata key " + key);
            int type = in.int32();
            MetadataValue value = type == 9 ? array() : scalar(type);
            if (values.putIfAbsent(key, value) != null) {
                throw in.refused(start, "is there twice");
            }
        }
        return values;
    }

    private MetadataValue scalar(int type) throws ModelFileException {
        long at = in.position();
        return switch (type) {
            case 0 -> new MetadataValue.Whole(Byte.toUnsignedLong(in.int8()));
            case 1 -> new MetadataValue.Whole(in.int8());
            case 2 -> new MetadataValue.Whole(Short.toUnsignedLong(in.int16()));
            case 3 -> new MetadataValue.Whole(in.int16());
            case 4 -> new MetadataValue.Whole(Integer.toUnsignedLong(in.int32()));
            case 5 -> new MetadataValue.Whole(in.int32());
            case 6 -> new MetadataValue.Real(Float.intBitsToFloat(in.int32()));
            case 7 -> new MetadataValue.Flag(flag(at));
            case 8 -> new MetadataValue.Text(in.text());
            case 10 -> new MetadataValue.Whole(unsigned64(at));
            case 11 -> new MetadataValue.Whole(in.int64());
            case 12 -> new MetadataValue.Real(Double.longBitsToDouble(in.int64()));
            default ->
                throw in.refused(
                        at - 4, "has value type " + Integer.toUnsignedString(type) + ", which GGUF does not define");
        };
    }

    private boolean flag(long at) throws ModelFileException {
        byte value = in.int8();
        if (value != 0 && value != 1) {
            throw in.refused(at, "is a flag of value " + value + "; only 0 and 1 are flags");
        }
        return value == 1;
    }

    private long unsigned64(long at) throws ModelFileException {
        long value = in.int64();
        if (value < 0) {
            throw in.refused(at, "is " + Long.toUnsignedString(value) + ", more than any figure of a model");
        }
        return value;
    }

    private MetadataValue array() throws ModelFileException {
        long at = in.position();
        int type = in.int32();
        int size = switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case 8, 10, 11, 12 -> 8;
            case 9 -> throw in.refused(at, "is an array of arrays, which no supported model has");
            default ->
                throw in.refused(
                        at, "has element type " + Integer.toUnsignedString(type) + ", which GGUF does not define");
        };
        int count = in.count("elements", size, MAX_ELEMENTS);
        if (type == 8) {
            List<String> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                texts.add(in.text());
            }
            return new MetadataValue.Texts(texts);
        }
        List<MetadataValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(scalar(type));
        }
        return new MetadataValue.Sequence(values);
    }

    private static int alignment(Metadata metadata) throws ModelFileException {
        if (!metadata.has(ALIGNMENT_KEY)) {
            return DEFAULT_ALIGNMENT;
        }
        int alignment = metadata.whole(ALIGNMENT_KEY, 8, 1 << 20);
        if (Integer.bitCount(alignment) != 1) {
            throw new ModelFileException(metadata.file() + ": " + ALIGNMENT_KEY + " is " + alignment
                    + "; it must be a power of two. " + ModelFiles.ADVICE);
        }
        return alignment;
    }

    private Map<String, TensorInfo> tensors(int count, int alignment) throws ModelFileException {
        record Entry(String name, List<Long> shape, TensorType type, long offset, long at) {}
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            in.reading("tensor " + i + " of " + count);
            long at = in.position();
            String name = in.text();
            in.reading("tensor " + name);
            List<Long> shape = shape();
            TensorType type = type(name, shape);
            long offset = in.int64();
            if (entries.putIfAbsent(name, new Entry(name, shape, type, offset, at)) != null) {
                throw in.refused(at, "is there twice");
            }
        }
        long data = (in.position() + alignment - 1) / alignment * alignment;
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            in.reading("tensor " + entry.name);
            long numbers = 1;
            for (long dimension : entry.shape) {
                numbers *= dimension;
            }
            long bytes = entry.type.bytes(numbers);
            if (entry.offset < 0 || entry.offset % alignment != 0) {
                throw in.refused(
                        entry.at,
                        "starts at offset " + Long.toUnsignedString(entry.offset)
                                + " of the data, which is no multiple of " + alignment);
            }
            if (entry.offset > fileBytes - data || bytes > fileBytes - data - entry.offset) {
                throw in.refused(
                        entry.offset > Long.MAX_VALUE - data ? entry.at : data + entry.offset,
                        "needs " + bytes + " bytes but the file ends at byte " + fileBytes);
            }
            tensors.put(entry.name, new TensorInfo(entry.name, entry.shape, entry.type, data + entry.offset, bytes));
        }
        checkApart(tensors);
        return tensors;
    }

    private List<Long> shape() throws ModelFileException {
        long at = in.position();
        int dimensions = in.int32();
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw in.refused(
                    at,
                    "has " + Integer.toUnsignedString(dimensions) + " dimensions; 1 to " + MAX_DIMENSIONS
                            + " can be read");
        }
        List<Long> shape = new ArrayList<>(dimensions);
        long rows = 1;
        for (int i = 0; i < dimensions; i++) {
            long dimension = in.int64();
            // The first dimension is a row, the others make rows: both must be countable in Java arrays.
            boolean fits = dimension >= 1 && dimension <= Integer.MAX_VALUE;
            if (fits && i > 0) {
                rows *= dimension;
                fits = rows <= Integer.MAX_VALUE;
            }
            if (!fits) {
                throw in.refused(
                        at, "has a dimension of " + Long.toUnsignedString(dimension) + "; the file cannot hold that");
            }
            shape.add(dimension);
        }
        return shape;
    }

    private TensorType type(String name, List<Long> shape) throws ModelFileException {
        long at = in.position();
        int code = in.int32();
        TensorType type = TensorType.ofCode(code)
                .orElseThrow(() -> new ModelFileException(file + ": tensor " + name + " has the type "
                        + TensorType.nameOfCode(code) + " (at byte " + at + "), which is not supported. Supported are "
                        + TensorType.supported()
                        + ": get a file in one of these, e.g. Q4_K_M or Q8_0."));
        if (shape.getFirst() % type.blockSize() != 0) {
            throw in.refused(
                    at,
                    "has rows of " + shape.getFirst() + " numbers, which " + type + " cannot hold: its blocks have "
                            + type.blockSize());
        }
        return type;
    }

    private void checkApart(Map<String, TensorInfo> tensors) throws ModelFileException {
        List<TensorInfo> ordered = new ArrayList<>(tensors.values());
        ordered.sort(Comparator.comparingLong(TensorInfo::offset));
        for (int i = 1; i < ordered.size(); i++) {
            TensorInfo before = ordered.get(i - 1);
            TensorInfo tensor = ordered.get(i);
            if (before.offset() + before.bytes() > tensor.offset()) {
                in.reading("tensor " + tensor.name());
                throw in.refused(
                        tensor.offset(),
                        "lies over tensor " + before.name() + ", which ends at byte "
                                + (before.offset() + before.bytes()));
            }
        }
    }
}
