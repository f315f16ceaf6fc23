package io.wenwen.load.suite;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One labelled turn; the fields are those of {@code docs/shopper-suite.md}.
 *
 * @param constraints {@code null} where the label leaves them open
 */
public record SuiteTurn(
        String id,
        String conversation,
        String message,
        String locale,
        String kind,
        @Nullable Set<Gold> constraints,
        List<String> acceptable,
        Set<String> borderline,
        List<String> relax,
        List<GoldFact> facts,
        List<String> wrong,
        List<String> shown) {

    /** The kinds of answer that a label may ask for. */
    public static final Set<String> KINDS = Set.of(
            "cards",
            "none_exact",
            "attribute",
            "unknown_attribute",
            "comparison",
            "aggregate",
            "absent",
            "policy",
            "small_talk",
            "refusal",
            "offer");

    /** A fact that the answer must state. */
    public record GoldFact(@Nullable String sku, String attribute, String value) {}
}
