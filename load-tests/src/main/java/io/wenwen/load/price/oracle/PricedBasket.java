package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Refused.Code.OVERFLOW;
import static io.wenwen.load.price.oracle.Refused.Code.PRESALE_CLOSED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A basket after layer 1 with the rules that are eligible in it.
 *
 * @param chosen layers 2 to 6, by layer and id
 * @param gifts layer 7, by id
 * @param freight layer 8: shop to its eligible rules by id, each with those lines of the shop that it covers
 */
record PricedBasket(
        Basket basket,
        PricedLine[] lines,
        List<Usable> chosen,
        List<Usable> gifts,
        SortedMap<String, List<Usable>> freight) {

    static PricedBasket of(Basket basket) {
        PricedLine[] lines = layerOne(basket);
        List<Usable> chosen = new ArrayList<>();
        List<Usable> gifts = new ArrayList<>();
        SortedMap<String, List<Usable>> freight = new TreeMap<>(CodePoints::compare);
        for (PricedLine line : lines) {
            freight.putIfAbsent(line.line().shop(), new ArrayList<>());
        }
        for (Rule rule : basket.rules()) {
            if (rule.kind().layer == 1 || !basket.allows(rule)) {
                continue;
            }
            int[] covered = covered(rule.scope(), lines);
            if (covered.length == 0) {
                continue;
            }
            Usable usable = Usable.of(rule, covered, lines);
            if (rule.kind().isChosen()) {
                chosen.add(usable);
            } else if (rule.kind() == Kind.GIFT) {
                gifts.add(usable);
            } else {
                // A freight rule names exactly one shop, so all it covers are lines of that shop.
                freight.computeIfPresent(rule.scope().shops().getFirst(), (shop, rules) -> {
                    rules.add(usable);
                    return rules;
                });
            }
        }
        return new PricedBasket(basket, lines, chosen, gifts, freight);
    }

    static int[] covered(Scope scope, PricedLine[] lines) {
        int[] covered = new int[lines.length];
        int n = 0;
        for (int i = 0; i < lines.length; i++) {
            if (scope.names(lines[i].line()) && (!scope.fullPriceOnly() || lines[i].fullPrice())) {
                covered[n++] = i;
            }
        }
        return Arrays.copyOf(covered, n);
    }

    private static PricedLine[] layerOne(Basket basket) {
        List<Rule> reductions = basket.rules().stream()
                .filter(rule -> rule.terms() instanceof Terms.PieceOffer && basket.allows(rule))
                .toList();
        PricedLine[] lines = new PricedLine[basket.lines().size()];
        long presaleTotal = 0;
        for (int i = 0; i < lines.length; i++) {
            Line line = basket.lines().get(i);
            if (line.presale() == null) {
                lines[i] = PricedLine.ordinary(line, reductions);
                continue;
            }
            Terms.Presale terms = openPresale(basket, line, line.presale());
            presaleTotal += terms.price() * line.pieces();
            if (presaleTotal > Fields.MOST_FEN) {
                throw new Refused(OVERFLOW, "the presale lines cost more than " + Fields.MOST_FEN);
            }
            lines[i] = PricedLine.presale(line, terms);
        }
        return lines;
    }

    private static Terms.Presale openPresale(Basket basket, Line line, String id) {
        for (Rule rule : basket.rules()) {
            if (rule.id().equals(id)
                    && rule.terms() instanceof Terms.Presale terms
                    && basket.allows(rule)
                    && Basket.within(basket.at(), terms.from(), terms.until())
                    && rule.scope().names(line)) {
                return terms;
            }
        }
        throw new Refused(PRESALE_CLOSED, "line " + line.id() + " cannot be bought under " + id);
    }
}
