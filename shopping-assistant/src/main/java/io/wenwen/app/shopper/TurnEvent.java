package io.wenwen.app.shopper;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event of a turn's stream; its JSON is the HTTP contract of {@code docs/events.md}, in snake_case. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface TurnEvent {

    /** The event's name on the stream. */
    default String event() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** A demand as read, e.g. {@code price <= 500 元}. */
    record Demand(
            String attribute,
            String op,
            Object value,
            @Nullable String unit) {}

    /** A demand held against a product. */
    record CheckLine(
            Demand constraint, boolean holds, @Nullable String value) {}

    /** How much the moment allows: {@code full}, {@code cards}; {@code reason} in the shopper's language. */
    record Level(String level, @Nullable String reason) implements TurnEvent {}

    /** A product as the page shows it; {@code price} in 分 after 直降, {@code list_price} before. */
    record Card(
            String sku,
            String product,
            String name,
            long price,
            long listPrice,
            @Nullable String brand,
            List<String> category,
            Map<String, String> options,
            @Nullable String picture,
            int stock,
            double rating,
            long sales,
            List<CheckLine> checks,
            List<String> promotions) {}

    /**
     * Products, before any prose.
     *
     * @param constraints what was understood, in reading order
     * @param relaxed attributes that no shown product meets together; empty when all hold
     * @param total products that meet everything
     * @param amended true when these replace the cards sent earlier in this turn
     */
    record Cards(List<Card> cards, List<Demand> constraints, List<String> relaxed, long total, boolean amended)
            implements TurnEvent {}

    /** Something the shopper can tap; {@code message} is sent as if typed. */
    record Chip(String label, String message) {}

    /** Suggestions. */
    record Chips(List<Chip> chips) implements TurnEvent {}

    /** A clarifying question about one attribute. */
    record Question(String text, String attribute, List<Chip> options) implements TurnEvent {}

    /** A piece of prose; pieces concatenate to {@link Done#text}. */
    record Text(String text) implements TurnEvent {}

    /** One line of a comparison: values in the order of {@link Compare#skus}. */
    record CompareRow(String attribute, List<String> values, boolean differs) {}

    /** A comparison table. */
    record Compare(List<String> skus, List<String> names, List<CompareRow> rows) implements TurnEvent {}

    /** One step from the list price to what is paid; {@code amount} in 分, negative where it reduces. */
    record PriceLine(String rule, String label, long amount) {}

    /** Pieces of one SKU in a priced basket and what is paid for them, in 分. */
    record Bought(String sku, int pieces, long paid) {}

    /**
     * Why nothing is cheaper.
     *
     * @param compared plans that were priced
     * @param excluded continuations that cannot be cheaper
     * @param certificate SHA-256 of the certificate
     */
    record Proof(boolean proven, long compared, long excluded, String certificate) {}

    /**
     * How a price comes about, in 分.
     *
     * @param sku the first of the basket
     * @param listPrice of the whole basket
     * @param pay with freight
     * @param deposit paid now, where there is one
     */
    record Price(
            String sku,
            long listPrice,
            List<PriceLine> lines,
            long pay,
            List<Bought> basket,
            @Nullable Long deposit,
            Proof proof)
            implements TurnEvent {}

    /** Something the page should do, e.g. {@code handoff}. */
    record Action(String action, Map<String, Object> data) implements TurnEvent {}

    /**
     * Where a fact in the text came from.
     *
     * @param slot what was filled, e.g. {@code attribute}, {@code name}, {@code price}, {@code policy}, {@code count}
     * @param source catalogue, policy line or computation that proves it
     */
    record Evidence(
            String slot, @Nullable String sku, @Nullable String attribute, String value, String source) {}

    /**
     * The whole turn, once more, for the record.
     *
     * @param generatedTokens of the model: {@code sampledTokens}, each from a step of its own, {@code draftedTokens} that were guessed
     *     beforehand and confirmed, and {@code forcedTokens} that the constraint left no choice about
     * @param tokensPerSecond sampled tokens alone
     */
    record Done(
            String conversation,
            String turn,
            String kind,
            String model,
            @Nullable String modelHash,
            long seed,
            String level,
            String text,
            List<Demand> constraints,
            List<String> cards,
            List<String> relaxed,
            List<Evidence> evidence,
            String catalogVersion,
            int promptTokens,
            int generatedTokens,
            int sampledTokens,
            int draftedTokens,
            int forcedTokens,
            @Nullable Double tokensPerSecond)
            implements TurnEvent {

        /** A turn that no model worded. */
        public Done(
                String conversation,
                String turn,
                String kind,
                String model,
                @Nullable String modelHash,
                long seed,
                String level,
                String text,
                List<Demand> constraints,
                List<String> cards,
                List<String> relaxed,
                List<Evidence> evidence,
                String catalogVersion) {
            this(
                    conversation,
                    turn,
                    kind,
                    model,
                    modelHash,
                    seed,
                    level,
                    text,
                    constraints,
                    cards,
                    relaxed,
                    evidence,
                    catalogVersion,
                    0,
                    0,
                    0,
                    0,
                    0,
                    null);
        }
    }

    /** What went wrong, why, and what to do; {@code retry_after} in seconds. */
    record Error(
            String code,
            String message,
            String advice,
            @Nullable Integer retryAfter) implements TurnEvent {}
}
