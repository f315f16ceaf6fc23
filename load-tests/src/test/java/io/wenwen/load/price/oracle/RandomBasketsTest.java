package io.wenwen.load.price.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RandomBasketsTest {
    private static final long SEED = 20261111;
    private static final long DICE_1_2 = 274_675;

    @Test
    void seedAndIndexNameOneBasket() {
        for (int i = 0; i < 300; i++) {
            RandomBaskets.Drawn drawn = RandomBaskets.draw(SEED, i);
            assertThat(RandomBaskets.draw(SEED, i)).isEqualTo(drawn);
            assertThat(RandomBaskets.draw(SEED + 1, i)).isNotEqualTo(drawn);
            assertThat(RandomBaskets.draw(SEED, i + 1)).isNotEqualTo(drawn);
        }
        // Written down: a change of the sequence would rename every basket.
        assertThat(new Dice(1, 2).between(0, 1_000_000)).isEqualTo(DICE_1_2);
    }

    @Test
    void thePlantedErrorIsTheOneReported() {
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 8000; i++) {
            RandomBaskets.Drawn drawn = RandomBaskets.draw(SEED, i);
            if (drawn.planted() != null) {
                seen.add(drawn.planted());
                assertThat(Oracle.best(drawn.basket()).get("error").stringValue())
                        .as("basket %d: %s", i, drawn.basket())
                        .isEqualTo(drawn.planted());
            }
        }
        assertThat(seen).hasSize(Refused.Code.values().length);
    }

    @Test
    void basketsWithoutAPlantedErrorArePriced() {
        for (int i = 0; i < 3000; i++) {
            RandomBaskets.Drawn drawn = RandomBaskets.draw(SEED, i);
            if (drawn.planted() == null) {
                assertThat(Oracle.best(drawn.basket()).get("status").stringValue())
                        .as("basket %d: %s", i, drawn.basket())
                        .isEqualTo("ok");
            }
        }
    }

    @Test
    void aThirdOfTheBasketsIsDemandingAndEveryKindIsApplicableSomewhere() {
        Histogram histogram = new Histogram();
        Histogram half = new Histogram();
        for (int i = 0; i < 4000; i++) {
            (i % 2 == 0 ? histogram : half).add(RandomBaskets.draw(SEED, i).basket());
        }
        histogram.add(half);

        assertThat(histogram.baskets()).isEqualTo(4000);
        assertThat(histogram.demandingShare()).as(histogram.toString()).isGreaterThan(0.3);
        assertThat(histogram.counts())
                .hasEntrySatisfying(
                        "rules by kind",
                        counts -> assertThat(counts.keySet())
                                .isEqualTo(Stream.of(Kind.values())
                                        .map(Kind::wireName)
                                        .collect(Collectors.toSet())));
    }

    @Test
    void everyFieldOfThePageOccurs() {
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 4000; i++) {
            RandomBaskets.Drawn drawn = RandomBaskets.draw(SEED, i);
            if (drawn.planted() == null) {
                names(drawn.basket(), seen);
            }
        }
        assertThat(seen)
                .contains("at", "pay_at", "tier", "newcomer", "coupons", "used", "max_coupons", "product", "category")
                .contains("presale", "returns", "version", "name", "from", "until", "shops", "categories", "products")
                .contains("skus", "except_skus", "full_price_only", "tiers", "stock", "per_user", "claimable", "groups")
                .contains(
                        "stackable", "after", "requires", "base", "max_off_fen", "off_fen", "price_fen", "line_pieces")
                .contains(
                        "deposit_fen",
                        "worth_fen",
                        "deposit_from",
                        "deposit_until",
                        "steps",
                        "nth",
                        "every",
                        "max_times")
                .contains("rate", "gift", "value_fen", "fee_fen", "free_from_fen");
    }

    private static void names(JsonNode node, Set<String> seen) {
        if (node.isObject()) {
            seen.addAll(node.propertyNames());
        }
        node.forEach(child -> names(child, seen));
    }

    /** The order of lines, rules and returns in their lists says nothing. */
    @Test
    void theResultDoesNotDependOnTheOrderOfLists() {
        for (int i = 0; i < 1500; i++) {
            ObjectNode basket = RandomBaskets.draw(SEED, i).basket();
            if (Oracle.best(basket).has("error")) {
                continue;
            }
            ObjectNode turned = basket.deepCopy();
            for (String list : List.of("lines", "rules", "returns")) {
                if (basket.get(list) instanceof ArrayNode entries) {
                    List<JsonNode> order = new ArrayList<>(entries.valueStream().toList());
                    new Dice(i, 1).shuffle(order);
                    turned.putArray(list).addAll(order);
                }
            }
            assertThat(Oracle.best(turned)).as("basket %d", i).isEqualTo(Oracle.best(basket));
        }
    }

    /** The walk leaves branches out; here nothing is left out: every arrangement of every subset is judged as a whole. */
    @Test
    void theLowestPriceIsTheSmallestOverAllArrangementsOfAllSubsets() {
        int compared = 0;
        for (int i = 0; compared < 250; i++) {
            JsonNode basket = RandomBaskets.draw(SEED + 7, i).basket();
            JsonNode best = Oracle.best(basket);
            if (best.has("error")) {
                continue;
            }
            PricedBasket priced = PricedBasket.of(BasketReader.read(basket));
            int rules = priced.chosen().size();
            if (rules < 2 || rules > 5) {
                continue;
            }
            List<String> ids =
                    priced.chosen().stream().map(usable -> usable.rule().id()).toList();
            assertThat(smallest(priced, ids, new ArrayList<>()))
                    .as("basket %d: %s", i, basket)
                    .isEqualTo(best.get("payable_fen").longValue());
            assertThat(Oracle.price(basket, Written.plan(best))).isEqualTo(best);
            compared++;
        }
    }

    private static long smallest(PricedBasket basket, List<String> ids, List<String> sequence) {
        List<Usable> plan = Plan.of(basket, sequence);
        ObjectNode result = plan == null ? null : Outcome.of(basket, plan);
        long smallest =
                result == null ? Long.MAX_VALUE : result.get("payable_fen").longValue();
        for (String id : ids) {
            if (!sequence.contains(id)) {
                sequence.add(id);
                smallest = Math.min(smallest, smallest(basket, ids, sequence));
                sequence.removeLast();
            }
        }
        return smallest;
    }

    /** Sums that hold in every result, whatever was chosen. */
    @Test
    void everyResultAddsUp() {
        for (int i = 0; i < 3000; i++) {
            JsonNode result = Oracle.best(RandomBaskets.draw(SEED, i).basket());
            if (result.has("error")) {
                continue;
            }
            long goods = 0;
            long offByLine = 0;
            for (JsonNode line : result.get("lines")) {
                goods += line.get("paid_fen").longValue();
                for (JsonNode off : line.get("off")) {
                    offByLine += off.get("fen").longValue();
                }
            }
            long offByRule = 0;
            for (JsonNode applied : result.get("applied")) {
                offByRule += applied.get("off_fen").longValue();
            }
            assertThat(result.get("goods_fen").longValue()).isEqualTo(goods);
            assertThat(offByLine).isEqualTo(offByRule);
            assertThat(result.get("payable_fen").longValue())
                    .isEqualTo(goods + result.get("freight_fen").longValue())
                    .isEqualTo(result.get("deposit_fen").longValue()
                            + result.get("balance_fen").longValue());
            assertThat(result.path("refund_fen").asLong(0)).isBetween(0L, goods);
        }
    }
}
