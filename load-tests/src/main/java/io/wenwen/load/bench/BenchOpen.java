package io.wenwen.load.bench;

import io.wenwen.load.Report;
import io.wenwen.load.RunningShop;
import io.wenwen.load.shopper.HeardTurn;
import io.wenwen.load.shopper.ShopClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench open}: shoppers arrive on a schedule that does not wait for answers (open loop); every latency counts from the planned
 * moment, so that a stalled server cannot hide behind a stalled client (Tene's coordinated omission). {@code lateness} is the driver's own.
 */
@Command(name = "open")
public final class BenchOpen implements Callable<Integer> {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int MOST = 10_000;

    @Option(names = "--rate", description = "turns a second")
    double rate = 0.5;

    @Option(names = "--seconds")
    int seconds = 30;

    @Option(names = "--model")
    String model = "default";

    @Option(names = "--json")
    boolean json;

    private final Consumer<String> log = System.err::println;
    private final Percentiles cards = new Percentiles();
    private final Percentiles text = new Percentiles();
    private final Percentiles whole = new Percentiles();
    private final Percentiles late = new Percentiles();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger full = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @Override
    public Integer call() throws IOException, InterruptedException {
        int planned = (int) Math.round(rate * seconds);
        if (planned < 1 || planned > MOST) {
            log.accept("--rate x --seconds gives " + planned + " turns; 1 to " + MOST + " are taken.");
            return 2;
        }
        try (RunningShop shop = RunningShop.start(List.of(), null, model, log)) {
            shop.awaitReady(!model.equals("none"), Duration.ofMinutes(15), log);
            drive(shop.address(), planned);
        }
        Report report = new Report("open")
                .figure("offered_per_s", rate)
                .figure("sent", planned)
                .figure("answered", answered.get())
                .figure("answered_full", full.get())
                .figure("refused", refused.get())
                .figure("failed", failed.get())
                .figure("cards_p50_ms", cards.at(50))
                .figure("cards_p99_ms", cards.at(99))
                .figure("ttft_p50_ms", text.at(50))
                .figure("ttft_p95_ms", text.at(95))
                .figure("ttft_p99_ms", text.at(99))
                .figure("turn_p50_ms", whole.at(50))
                .figure("turn_p95_ms", whole.at(95))
                .figure("turn_p99_ms", whole.at(99))
                .figure("lateness_p99_ms", late.at(99))
                .atMost("dropped", (double) (planned - answered.get() - refused.get() - failed.get()), 0)
                .atMost("failed_share", (double) failed.get() / planned, 0);
        log.accept(report.table());
        System.out.println(json ? report.json() : report.passed() ? "passed" : "gates missed");
        return report.passed() ? 0 : 1;
    }

    private void drive(URI shop, int planned) throws IOException, InterruptedException {
        List<String> messages = Messages.all();
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        try (ExecutorService shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < planned; i++) {
                long at = begin + (long) (i / rate * 1e9);
                while (System.nanoTime() < at) {
                    LockSupport.parkNanos(at - System.nanoTime());
                }
                late.add(Duration.ofNanos(System.nanoTime() - at));
                String message = messages.get(i % messages.size());
                shoppers.execute(() -> one(shop, message, at));
            }
        }
    }

    private void one(URI shop, String message, long plannedAt) {
        Duration waited = Duration.ofNanos(System.nanoTime() - plannedAt);
        try {
            HeardTurn heard = new ShopClient(shop, DEADLINE).turn(message, null, "zh-CN", List.of());
            if (heard.status() == 429 || heard.status() == 503) {
                refused.incrementAndGet();
                return;
            }
            if (heard.failed()) {
                failed.incrementAndGet();
                return;
            }
            answered.incrementAndGet();
            if (heard.closing("level").asString("").equals("full")) {
                full.incrementAndGet();
            }
            if (heard.cardsAfter() != null) {
                cards.add(heard.cardsAfter().plus(waited));
            }
            if (heard.textAfter() != null) {
                text.add(heard.textAfter().plus(waited));
            }
            whole.add(heard.total().plus(waited));
        } catch (IOException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            failed.incrementAndGet();
            Thread.currentThread().interrupt();
        }
    }
}
