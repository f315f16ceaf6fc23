package io.wenwen.core.kernel.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The metadata of a model file, read by key and type: a missing key or a value of another type is refused with the file's
 * and the key's name. Immutable.
 */
public final class Metadata {

    private final String file;
    private final Map<String, MetadataValue> values;

    /** @param file the file's name for messages */
    Metadata(String file, Map<String, MetadataValue> values) {
        this.file = file;
        this.values = new LinkedHashMap<>(values);
    }

    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Optional<MetadataValue> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public String text(String key) throws ModelFileException {
        return get(key) instanceof MetadataValue.Text(String value) ? value : wrongType(key, "a text");
    }

    /** A whole number from {@code min} to {@code max}, both allowed. */
    public int whole(String key, int min, int max) throws ModelFileException {
        if (!(get(key) instanceof MetadataValue.Whole(long value))) {
            return wrongType(key, "a whole number");
        }
        if (value < min || value > max) {
            throw new ModelFileException(
                    file + ": " + key + " is " + value + "; expected " + min + " to " + max + ". " + ModelFiles.ADVICE);
        }
        return (int) value;
    }

    public double real(String key) throws ModelFileException {
        return switch (get(key)) {
            case MetadataValue.Real(double value) when Double.isFinite(value) -> value;
            case MetadataValue.Whole(long value) -> value;
            default -> wrongType(key, "a finite number");
        };
    }

    public boolean flag(String key) throws ModelFileException {
        return get(key) instanceof MetadataValue.Flag(boolean value) ? value : wrongType(key, "a flag");
    }

    public List<String> texts(String key) throws ModelFileException {
        return get(key) instanceof MetadataValue.Texts(List<String> value)
                ? value
                : wrongType(key, "an array of texts");
    }

    /** An array of whole numbers that fit an {@code int}. */
    public int[] wholes(String key) throws ModelFileException {
        if (!(get(key) instanceof MetadataValue.Sequence(List<MetadataValue> sequence))) {
            return wrongType(key, "an array of whole numbers");
        }
        int[] result = new int[sequence.size()];
        for (int i = 0; i < result.length; i++) {
            if (!(sequence.get(i) instanceof MetadataValue.Whole(long value)) || value != (int) value) {
                return wrongType(key, "an array of whole numbers");
            }
            result[i] = (int) value;
        }
        return result;
    }

    /** The file's name, for messages of those who read further. */
    public String file() {
        return file;
    }

    private MetadataValue get(String key) throws ModelFileException {
        MetadataValue value = values.get(key);
        if (value == null) {
            throw new ModelFileException(
                    file + " has no metadata key " + key
                            + "; it cannot be run without. Get a file that was converted by llama.cpp's convert_hf_to_gguf.py.");
        }
        return value;
    }

    private <T> T wrongType(String key, String expected) throws ModelFileException {
        String found = get(key).getClass().getSimpleName();
        throw new ModelFileException(
                file + ": " + key + " should be " + expected + " but is " + found + ". " + ModelFiles.ADVICE);
    }
}
