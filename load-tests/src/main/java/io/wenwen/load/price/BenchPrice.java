package io.wenwen.load.price;

import io.wenwen.catalog.price.Basket;
import io.wenwen.catalog.price.BasketReader;
import io.wenwen.catalog.price.Certificate;
import io.wenwen.catalog.price.Pricer;
import io.wenwen.catalog.price.PricingException;
import io.wenwen.catalog.price.Quote;
import io.wenwen.catalog.price.check.CertificateChecker;
import io.wenwen.load.Report;
import io.wenwen.load.price.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code bench price}: is every price right, proven and quick? Seeded random baskets are priced by the engine and by an oracle that
 * enumerates every plan; certificates are derived again by the checker; planted bugs must be noticed; baskets of 1 to 100 lines with
 * 10 promotions and 10 coupons are timed on one thread.
 */
@Command(name = "price")
public final class BenchPrice implements Callable<Integer> {

    private static final int SHOWN = 5;
    private static final int KNOWN_FOR_BUGS = 20_000;
    private static final int TIMED = 3000;
    private static final int CHECK_ONE_IN = 10;

    @Option(names = "--json")
    boolean json;

    @Option(names = "--baskets", description = "how many are compared with the oracle")
    long baskets = 1_000_000;

    @Option(names = "--seed")
    long seed = 20261111;

    private final Consumer<String> log = System.err::println;
    private final ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong equal = new AtomicLong();
    private final AtomicLong beyond = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong agreed = new AtomicLong();
    private final BasketMix mix = new BasketMix();

    @Override
    public Integer call() {
        if (baskets < 1 || baskets > 100_000_000) {
            log.accept("--baskets is " + baskets + "; 1 to 100000000 make sense.");
            return 2;
        }
        Report report = new Report("price");
        times(report);
        bugs(report);
        compare(report);
        differences.stream().limit(SHOWN).forEach(log);
        log.accept(report.table());
        System.out.println(json ? report.json() : report.passed() ? "passed" : "gates missed");
        return report.passed() ? 0 : 1;
    }

    private void compare(Report report) {
        Pricer pricer = new Pricer();
        long begin = System.nanoTime();
        LongStream.range(0, baskets).parallel().forEach(i -> {
            compare(pricer, i);
            long done = compared.get() + beyond.get();
            if (done % 100_000 == 0) {
                log.accept(done + " baskets compared");
            }
        });
        report.figure("baskets_compared", compared.get());
        report.figure("baskets_beyond_the_oracle", beyond.get());
        report.figure("compare_seconds", (System.nanoTime() - begin) / 1_000_000_000);
        report.atLeast("oracle_equal_share", share(equal.get(), compared.get()), 1);
        report.figure("certificates_checked", checked.get());
        report.atLeast("checker_agreement", share(agreed.get(), checked.get()), 1);
        report.atLeast("hard_basket_share", mix.hardShare(), 0.3);
        report.figure("histogram", mix.histogram());
    }

    private void compare(Pricer pricer, long number) {
        ObjectNode node = Baskets.numbered(seed, number);
        JsonNode result;
        try {
            Basket basket = BasketReader.read(node);
            Quote quote = pricer.best(basket);
            mix.add(basket, quote.applied().size());
            result = Certificate.result(quote);
            if (number % CHECK_ONE_IN == 0) {
                check(quote, number);
            }
        } catch (PricingException e) {
            mix.addRefused();
            result = error(e);
        }
        try {
            String difference = Judge.difference(node, result, Oracle.best(node));
            compared.incrementAndGet();
            if (difference == null) {
                equal.incrementAndGet();
            } else {
                differences.add("basket " + number + ": " + difference);
            }
        } catch (IllegalArgumentException e) {
            beyond.incrementAndGet();
        }
    }

    private void check(Quote quote, long number) {
        checked.incrementAndGet();
        Certificate certificate = quote.certificate();
        List<String> wrong = CertificateChecker.check(certificate.id(), certificate.json());
        if (wrong.isEmpty()) {
            agreed.incrementAndGet();
        } else {
            differences.add("certificate " + number + ": " + wrong);
        }
    }

    private static JsonNode error(PricingException e) {
        return tools.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("status", "error")
                .put("error", e.code().code());
    }

    private void bugs(Report report) {
        List<PlantedBugs.Known> known =
                PlantedBugs.known(seed + 1, (int) Math.min(KNOWN_FOR_BUGS, Math.max(1000, baskets)));
        int caught = 0;
        for (PlantedBug bug : PlantedBugs.ALL) {
            int after = PlantedBugs.noticed(bug, known);
            caught += after > 0 ? 1 : 0;
            log.accept((after > 0 ? "noticed after " + after + " baskets: " : "NOT NOTICED: ") + bug.name());
        }
        report.figure("planted", PlantedBugs.ALL.size());
        report.atLeast("planted_caught", (double) caught, Math.max(20, PlantedBugs.ALL.size()));
    }

    private void times(Report report) {
        long proven = 0;
        long ordinary = 0;
        Pricer pricer = new Pricer();
        for (int lines : new int[] {1, 5, 20, 100}) {
            List<Basket> prepared = prepared(lines);
            Histogram histogram = new Histogram(60_000_000_000L, 3);
            for (int round = 0; round < 3; round++) {
                histogram.reset();
                for (Basket basket : prepared) {
                    long begin = System.nanoTime();
                    Quote quote = pricer.best(basket);
                    histogram.recordValue(System.nanoTime() - begin);
                    boolean counts = round == 0 && lines <= 20;
                    ordinary += counts ? 1 : 0;
                    proven += counts && quote.proof().proven() ? 1 : 0;
                }
            }
            report.figure("p50_" + lines + "_ms", histogram.getValueAtPercentile(50) / 1e6);
            Double p99 = histogram.getValueAtPercentile(99) / 1e6;
            if (lines == 20) {
                report.atMost("p99_20_ms", p99, 5);
            } else {
                report.figure("p99_" + lines + "_ms", p99);
            }
        }
        report.figure("ordinary_baskets", ordinary);
        report.atLeast("proven_share", share(proven, ordinary), 0.99);
    }

    /** Some drawn baskets are refused, such as a presale whose window is closed; those are not timed. */
    private List<Basket> prepared(int lines) {
        List<Basket> prepared = new ArrayList<>();
        Pricer pricer = new Pricer();
        for (long i = 0; prepared.size() < TIMED; i++) {
            try {
                Basket basket = BasketReader.read(RandomBaskets.basket(seed + i, RandomBaskets.Size.ordinary(lines)));
                pricer.best(basket);
                prepared.add(basket);
            } catch (PricingException e) {
                if (i > 10L * TIMED) {
                    throw new IllegalStateException("Most baskets of " + lines + " lines are refused.", e);
                }
            }
        }
        return prepared;
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : part / (double) whole;
    }
}
