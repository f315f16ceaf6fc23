package io.wenwen.copy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copy of one product, with what proves it and what is needed to write it again.
 *
 * @param modelHash SHA-256 of the model file; absent where no model worded anything
 * @param level {@code full} if the model worded at least one sentence, else {@code plain}: hand-written patterns worded all
 */
public record ProductCopy(
        String product,
        String locale,
        String tone,
        Line title,
        @JsonProperty("selling_points") List<Line> sellingPoints,
        List<Line> description,
        @Nullable String model,
        @JsonProperty("model_hash") @Nullable String modelHash,
        long seed,
        String level,
        @JsonProperty("catalog_version") String catalogVersion) {

    public ProductCopy {
        sellingPoints = List.copyOf(sellingPoints);
        description = List.copyOf(description);
    }

    /**
     * One sentence, or the title.
     *
     * @param wording {@code model}, {@code cached} (the model's, from an equal sentence before), {@code plain} or {@code catalog}
     */
    public record Line(String sentence, List<Evidence> slots, String wording) {
        public Line {
            slots = List.copyOf(slots);
        }
    }

    /**
     * A fact in the sentence.
     *
     * @param attribute the catalogue's name of it, {@code name} for the product's name
     * @param text as it stands in the sentence
     * @param source where in the catalogue it stands
     */
    public record Evidence(String attribute, String value, String text, String source) {}
}
