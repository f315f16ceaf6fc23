package io.wenwen.load.price.oracle;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The judge of the price engine: the same page, {@code docs/promotions.md}, implemented a second time by brute force.
 *
 * <p>Input and output are the JSON of that page's sections 2 and 11; wrong input gives an error of section 15, never an exception.
 * Only for ordinary baskets: the walk over all sequences has a bound and throws {@link IllegalArgumentException} beyond it. Thread-safe.
 */
public final class Oracle {
    private Oracle() {}

    /** The result of a plan with the lowest payable amount; of several such plans always the same one. */
    public static JsonNode best(JsonNode basket) {
        try {
            PricedBasket priced = PricedBasket.of(BasketReader.read(basket));
            Sequences sequences = new Sequences(priced);
            ObjectNode result = Outcome.of(priced, sequences.best());
            if (result == null || result.get("payable_fen").longValue() != sequences.payable()) {
                throw new IllegalStateException("the walk and the retold plan disagree: a defect of the oracle");
            }
            return result;
        } catch (Refused refused) {
            return Outcome.error(refused.wireCode());
        }
    }

    /** The result of the plan with these rules in this order, or the error {@code invalid_plan} where section 8 does not allow it. */
    public static JsonNode price(JsonNode basket, List<String> plan) {
        try {
            PricedBasket priced = PricedBasket.of(BasketReader.read(basket));
            List<Usable> rules = Plan.of(priced, plan);
            ObjectNode result = rules == null ? null : Outcome.of(priced, rules);
            return result == null ? Outcome.error("invalid_plan") : result;
        } catch (Refused refused) {
            return Outcome.error(refused.wireCode());
        }
    }
}
