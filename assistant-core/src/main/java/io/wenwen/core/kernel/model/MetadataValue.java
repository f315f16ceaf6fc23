package io.wenwen.core.kernel.model;

import java.util.List;

/**
 * One value of a GGUF file's metadata, so that a reader gets numbers as numbers. GGUF's eight integer widths become
 * {@code long} (an unsigned 64-bit value above 2^63 - 1 is refused on reading), its two float widths {@code double}.
 */
public sealed interface MetadataValue {

    record Whole(long value) implements MetadataValue {}

    record Real(double value) implements MetadataValue {}

    record Flag(boolean value) implements MetadataValue {}

    record Text(String value) implements MetadataValue {}

    /** An array of numbers or flags; the elements are {@link Whole}, {@link Real} or {@link Flag}, all of one kind. */
    record Sequence(List<MetadataValue> values) implements MetadataValue {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    /** An array of texts: the vocabulary, the merges. */
    record Texts(List<String> values) implements MetadataValue {
        public Texts {
            values = List.copyOf(values);
        }
    }
}
