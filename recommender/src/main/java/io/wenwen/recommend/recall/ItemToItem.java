package io.wenwen.recommend.recall;

import io.wenwen.catalog.product.ProductId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Item-to-item model over sessions: two products are alike as far as the same sessions hold both.
 *
 * <p>score(i, j) = c(i, j) / sqrt(n(i) · n(j)) · c(i, j) / (c(i, j) + k), the cosine of the session vectors (Linden, Smith, York 2003)
 * shrunk by k = 2 so that one shared session is not a law. c counts sessions with both, n sessions with one. Immutable.
 */
public final class ItemToItem {

    private static final double SHRINK = 2;
    private static final int NEIGHBOURS = 50;
    /** A session longer than this is a crawler's, or a day's; only its last products are read. */
    private static final int LONGEST_SESSION = 50;

    private final Map<ProductId, List<Neighbour>> neighbours;

    /** A product that sessions share with another: {@code together} of the {@code sessions} that held the other. */
    public record Neighbour(ProductId product, double score, int together, int sessions) {}

    private ItemToItem(Map<ProductId, List<Neighbour>> neighbours) {
        this.neighbours = neighbours;
    }

    /** Learns from sessions, each a list of products in order of time. */
    public static ItemToItem learn(Iterable<List<ProductId>> sessions) {
        Map<ProductId, Integer> counts = new HashMap<>();
        Map<ProductId, Map<ProductId, Integer>> pairs = new HashMap<>();
        for (List<ProductId> session : sessions) {
            List<ProductId> recent = session.subList(Math.max(0, session.size() - LONGEST_SESSION), session.size());
            List<ProductId> distinct = List.copyOf(new LinkedHashSet<>(recent));
            for (ProductId a : distinct) {
                counts.merge(a, 1, Integer::sum);
                for (ProductId b : distinct) {
                    if (!a.equals(b)) {
                        pairs.computeIfAbsent(a, p -> new HashMap<>()).merge(b, 1, Integer::sum);
                    }
                }
            }
        }
        Map<ProductId, List<Neighbour>> neighbours = new HashMap<>();
        pairs.forEach((a, others) -> {
            int na = counts.getOrDefault(a, 0);
            List<Neighbour> row = new ArrayList<>();
            others.forEach((b, both) -> {
                double cosine = both / Math.sqrt((double) na * counts.getOrDefault(b, 0));
                row.add(new Neighbour(b, cosine * both / (both + SHRINK), both, na));
            });
            row.sort(Comparator.comparingDouble((Neighbour n) -> -n.score())
                    .thenComparing(n -> n.product().value()));
            neighbours.put(a, List.copyOf(row.subList(0, Math.min(NEIGHBOURS, row.size()))));
        });
        return new ItemToItem(neighbours);
    }

    /** Neighbours of a product, best first; empty where no session shares it. */
    public List<Neighbour> of(ProductId product) {
        return neighbours.getOrDefault(product, List.of());
    }
}
