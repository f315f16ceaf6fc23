package io.wenwen.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.price.check.CertificateChecker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Baskets that people worked out by hand, most of them from published examples; each file names its source. */
class WorkedBasketsTest {

    @TestFactory
    Stream<DynamicTest> theEngineAgreesWithTheArithmeticByHand() throws IOException, URISyntaxException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    JsonNode worked = Priced.JSON.readTree(Files.readString(file));
                    JsonNode expected = worked.path("expect");
                    Basket basket;
                    Quote quote;
                    try {
                        basket = BasketReader.read(worked.path("basket"));
                        quote = new Pricer().best(basket);
                    } catch (PricingException e) {
                        assertThat(e.code().code())
                                .as(e.getMessage())
                                .isEqualTo(expected.path("error").asString(""));
                        return;
                    }
                    ObjectNode result = Certificate.result(quote);
                    holds("result", expected, result);
                    assertThat(quote.proof().proven()).isTrue();
                    worked.path("reasons")
                            .properties()
                            .forEach(reason -> assertThat(reason(quote, reason.getKey()))
                                    .as(reason.getKey())
                                    .isEqualTo(reason.getValue().asString()));
                    assertThat(CertificateChecker.check(
                                    quote.certificate().id(),
                                    quote.certificate().json()))
                            .isEmpty();
                }));
    }

    @Test
    void atLeastSixtyNameAPublishedSource() throws IOException, URISyntaxException {
        long published = 0;
        for (Path file : files()) {
            JsonNode source = Priced.JSON.readTree(Files.readString(file)).path("source");
            published += source.path("name").asString("").equals("constructed") ? 0 : 1;
        }
        assertThat(published).isGreaterThanOrEqualTo(60);
    }

    /** Discounts carry their reason in the quote; prices, gifts and freight are simply closed or open. */
    private static String reason(Quote quote, String id) {
        Eligibility unused = quote.unused().get(id);
        if (unused != null) {
            return unused.code();
        }
        Rule rule = quote.basket().rules().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow();
        Eligibility closed = Eligibility.reason(rule, quote.basket());
        boolean covers = quote.basket().lines().stream().anyMatch(rule.coverage()::covers);
        return closed != null ? closed.code() : covers ? "open" : Eligibility.NO_LINE.code();
    }

    /** Every field that was worked out is in the result; list entries by {@code id} where they have one, else by place. */
    private static void holds(String where, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field ->
                            holds(where + "." + field.getKey(), field.getValue(), actual.path(field.getKey())));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(where + " size").isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                JsonNode entry = expected.get(i);
                JsonNode match = actual.get(i);
                for (JsonNode candidate : actual) {
                    boolean same = entry.has("id") && candidate.path("id").equals(entry.path("id"));
                    match = same ? candidate : match;
                }
                // A plan may be written by its ids alone.
                boolean bare = entry.isString() && match.has("rule");
                holds(where + "[" + i + "]", entry, bare ? match.path("rule") : match);
            }
        } else {
            assertThat(actual.toString()).as(where).isEqualTo(expected.toString());
        }
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        URL folder = WorkedBasketsTest.class.getResource("worked");
        assertThat(folder).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }
}
