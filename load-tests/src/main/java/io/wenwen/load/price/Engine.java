package io.wenwen.load.price;

import io.wenwen.catalog.price.BasketReader;
import io.wenwen.catalog.price.Certificate;
import io.wenwen.catalog.price.Pricer;
import io.wenwen.catalog.price.PricingException;
import io.wenwen.catalog.price.Quote;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The engine behind JSON alone, so that one with a planted bug, loaded beside it by a class loader of its own, can be asked the same way.
 * The answer has {@code result}, and {@code id} and {@code json} of the certificate where there is one.
 */
public final class Engine implements Function<JsonNode, JsonNode> {

    private final Pricer pricer = new Pricer();

    @Override
    public JsonNode apply(JsonNode basket) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            Quote quote = pricer.best(BasketReader.read(basket));
            Certificate certificate = quote.certificate();
            answer.set("result", Certificate.result(quote));
            answer.put("id", certificate.id());
            answer.put("json", certificate.json());
        } catch (PricingException e) {
            answer.putObject("result")
                    .put("status", "error")
                    .put("error", e.code().code());
        }
        return answer;
    }
}
