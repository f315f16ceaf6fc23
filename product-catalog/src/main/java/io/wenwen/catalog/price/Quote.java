package io.wenwen.catalog.price;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a basket costs and everything the figure follows from. All amounts are 分.
 *
 * @param applied the plan, in order of application
 * @param lines in ascending order of id
 * @param refund what {@link Basket#returns} gives back; {@code null} where nothing is given back
 * @param unused every other rule of layers 2 to 6 with the reason
 */
public record Quote(
        Basket basket,
        long payable,
        long goods,
        long freight,
        long deposit,
        long list,
        List<Applied> applied,
        List<LinePrice> lines,
        List<Fee> fees,
        List<Granted> gifts,
        @Nullable Long refund,
        Proof proof,
        Map<String, Eligibility> unused) {

    public Quote {
        applied = List.copyOf(applied);
        lines = List.copyOf(lines);
        fees = List.copyOf(fees);
        gifts = List.copyOf(gifts);
        unused = Collections.unmodifiableMap(new LinkedHashMap<>(unused));
    }

    /** Paid when the goods are; with a presale, what is left after the deposit. */
    public long balance() {
        return payable - deposit;
    }

    /** What all rules together took off, freight left aside. */
    public long saved() {
        return list - goods;
    }

    public Optional<LinePrice> line(String id) {
        return lines.stream().filter(l -> l.line().id().equals(id)).findFirst();
    }

    /** The figure with its grounds, as canonical JSON. */
    public Certificate certificate() {
        return Certificate.of(this);
    }

    /** One rule of the plan and what it took off. */
    public record Applied(Rule rule, long off) {}

    /**
     * What one line costs.
     *
     * @param item after layer 1
     * @param paid in the end, with the deposit
     * @param runs its pieces by item price
     * @param off what each rule of the plan took off this line, in order; zeros are left out
     */
    public record LinePrice(BasketLine line, long item, long deposit, long paid, List<Run> runs, List<Share> off) {
        public LinePrice {
            runs = List.copyOf(runs);
            off = List.copyOf(off);
        }

        public long list() {
            return line.unitFen() * line.pieces();
        }
    }

    /** Pieces at one item price; {@code rule} is empty at the list price. */
    public record Run(long price, int pieces, String rule) {}

    /** Part of a rule's discount that fell on a line. */
    public record Share(String rule, long fen) {}

    /** A shop's freight; {@code rule} is {@code null} where none asks for any. */
    public record Fee(String shop, long fen, @Nullable Rule rule) {}

    /** A gift that comes along. */
    public record Granted(Rule rule, Terms.Gift gift) {}

    /**
     * Why nothing is cheaper.
     *
     * @param proven every plan was priced or shown to be no cheaper
     * @param lowerBound no plan is cheaper than this; below the payable amount only where the search was cut short
     * @param usable rules of layers 2 to 6 that could take something off
     * @param compared plans priced
     * @param excluded continuations of plans that were left out because they cannot be cheaper
     */
    public record Proof(boolean proven, long lowerBound, int usable, long compared, long excluded) {

        /** How many selections of rules there are, whether they go together or not. */
        public BigInteger selections() {
            return BigInteger.TWO.pow(usable);
        }
    }
}
