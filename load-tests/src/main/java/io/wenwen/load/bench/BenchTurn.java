package io.wenwen.load.bench;

import io.wenwen.load.Report;
import io.wenwen.load.RunningShop;
import io.wenwen.load.shopper.HeardTurn;
import io.wenwen.load.shopper.ShopClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench turn}: one shopper at a time over the demo shop. Five rounds of the same twenty messages, each figure the median of
 * its five rounds; beside them, from the same minutes, the cost of an empty request as the floor of any answer.
 */
@Command(name = "turn")
public final class BenchTurn implements Callable<Integer> {

    private static final Duration DEADLINE = Duration.ofSeconds(120);

    @Option(names = "--json")
    boolean json;

    @Option(names = "--model")
    String model = "default";

    @Option(names = "--rounds")
    int rounds = 5;

    private final Consumer<String> log = System.err::println;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || rounds > 50) {
            log.accept("--rounds is " + rounds + "; 1 to 50 make sense.");
            return 2;
        }
        boolean worded = !model.equals("none");
        Report report = new Report("turn");
        RunningShop first = RunningShop.start(List.of(), null, model, log);
        Duration firstReady;
        try {
            firstReady = first.awaitReady(worded, Duration.ofMinutes(15), log);
        } finally {
            first.stop();
        }
        // Once more, so that the start-up cache, made after the first start, is there.
        try (RunningShop second = secondStart(first)) {
            Duration model2 = second.awaitReady(worded, Duration.ofMinutes(5), log);
            rounds(second.address(), report, worded);
            report.figure("first_start_page_s", seconds(first.pageAfter()));
            report.figure("first_start_s", seconds(firstReady));
            report.atMost("second_start_page_s", seconds(second.pageAfter()), 5);
            if (worded) {
                report.atMost("second_start_model_s", seconds(model2), 30);
            }
            report.figure("rss_mb", second.residentMegabytes());
        }
        log.accept(report.table());
        System.out.println(json ? report.json() : report.passed() ? "passed" : "gates missed");
        return report.passed() ? 0 : 1;
    }

    private RunningShop secondStart(RunningShop first) throws IOException, InterruptedException {
        return RunningShop.on(first.home(), true, model, log);
    }

    private void rounds(URI shop, Report report, boolean worded) throws IOException, InterruptedException {
        List<Double> cards = new ArrayList<>();
        List<Double> ttft = new ArrayList<>();
        List<Double> total = new ArrayList<>();
        List<Double> speed = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        List<String> messages = Messages.all();
        for (int round = 0; round <= rounds; round++) {
            Percentiles cardsAfter = new Percentiles();
            Percentiles textAfter = new Percentiles();
            Percentiles whole = new Percentiles();
            Percentiles empty = new Percentiles();
            List<Double> tokens = new ArrayList<>();
            for (String message : messages) {
                ShopClient shopper = new ShopClient(shop, DEADLINE);
                long begin = System.nanoTime();
                shopper.get("/api/status");
                empty.add(Duration.ofNanos(System.nanoTime() - begin));
                HeardTurn heard = shopper.turn(message, null, "zh-CN", List.of());
                if (heard.failed()) {
                    throw new IOException("A turn failed with status " + heard.status() + ".");
                }
                if (heard.cardsAfter() != null) {
                    cardsAfter.add(heard.cardsAfter());
                }
                if (heard.textAfter() != null) {
                    textAfter.add(heard.textAfter());
                }
                whole.add(heard.total());
                double rate = heard.closing("tokens_per_second").asDouble(0);
                if (rate > 0) {
                    tokens.add(rate);
                }
            }
            if (round == 0) {
                continue; // warm-up
            }
            cards.add(cardsAfter.at(99));
            ttft.add(textAfter.at(50));
            total.add(whole.at(95));
            floor.add(empty.at(50));
            if (!tokens.isEmpty()) {
                speed.add(median(tokens));
            }
            log.accept("round " + round + "/" + rounds + ": cards p99 " + cards.getLast() + " ms, ttft p50 "
                    + ttft.getLast() + " ms, turn p95 " + total.getLast() + " ms");
        }
        report.atMost("cards_p99_ms", median(cards), 150);
        report.figure("empty_request_p50_ms", median(floor));
        report.atMost("ttft_p50_ms", median(ttft), 3000);
        if (worded) {
            report.atLeast("tokens_per_second", speed.isEmpty() ? Double.valueOf(0) : median(speed), 20);
        }
        report.atMost("turn_p95_ms", median(total), 15_000);
    }

    private static Double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static Double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
