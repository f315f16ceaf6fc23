package io.wenwen.app.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wenwen.app.operate.Home;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.demo.DemoShop;
import io.wenwen.catalog.feed.CatalogData;
import io.wenwen.catalog.feed.Feed;
import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleFile;
import io.wenwen.core.embedding.Embedder;
import io.wenwen.service.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * The shop that is open: the imported one, else the demo shop. It is read and indexed in the background while the pages
 * already answer.
 */
@Component
public class OpenShop implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(OpenShop.class);

    /**
     * How far it is, in plain fields.
     *
     * @param state {@code building}, {@code ready} or {@code failed}
     * @param share of the building, 0 to 1
     * @param vectors share of the products that can be found by meaning, 0 to 1
     * @param version of the catalogue; changes with its content
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(
            String state,
            double share,
            long products,
            double vectors,
            @Nullable String version,
            @Nullable String why) {}

    private static final Duration CLOSING = Duration.ofSeconds(60);

    private final Catalog catalog;
    private final Embedder embedder;
    private final Home home;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile double share;
    private volatile @Nullable Policies policies;
    private volatile @Nullable String failure;

    OpenShop(Catalog catalog, Embedder embedder, Home home) {
        this.catalog = catalog;
        this.embedder = embedder;
        this.home = home;
    }

    /** Only now: the page comes first, and both want the same cores. */
    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        begun = true;
        Thread.ofPlatform().name("shop-loader").daemon().start(this::load);
    }

    /** Waits for the loader: the embedder it uses is native memory that must not go away beneath it. */
    @Override
    public void destroy() throws InterruptedException {
        if (begun && !settled.await(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
            log.warn("The shop was still being read {} after closing", CLOSING);
        }
    }

    private void load() {
        long begin = System.nanoTime();
        try {
            Path imported = home.shop().resolve("catalog.jsonl");
            CatalogData data;
            String rules;
            if (Files.exists(imported)) {
                data = Feed.read(List.of(imported), row -> {});
                Path file = home.shop().resolve("policies.md");
                rules = Files.exists(file) ? Files.readString(file) : "";
            } else {
                data = DemoShop.generate(DemoShop.SEED);
                rules = DemoShop.policies(Locale.SIMPLIFIED_CHINESE) + "\n\n" + DemoShop.policies(Locale.ENGLISH);
            }
            share = 0.5;
            List<Rule> prices = new ArrayList<>(Files.exists(imported) ? List.of() : DemoShop.rules());
            prices.addAll(RuleFile.read(home.shop().resolve("price-rules.jsonl")));
            catalog.load(data.shopName() == null ? "问问" : data.shopName(), data.products(), data.promotions(), prices);
            policies = Policies.parse(rules).with(embedder);
            share = 1;
            log.info(
                    "Shop open: {} products, version {}, {} ms",
                    data.products().size(),
                    catalog.version(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (IOException | RuntimeException e) {
            log.error("The shop could not be opened", e);
            failure = String.valueOf(e.getMessage());
        } finally {
            settled.countDown();
        }
    }

    /** The shop's name; 问问 until it is known. */
    public String name() {
        return catalog.shopName().isBlank() ? "问问" : catalog.shopName();
    }

    public State state() {
        if (failure != null) {
            return new State("failed", share, 0, 0, null, failure);
        }
        boolean ready = settled.getCount() == 0;
        return new State(
                ready ? "ready" : "building",
                share,
                catalog.products().size(),
                catalog.vectorsReady(),
                ready ? catalog.version() : null,
                null);
    }

    /** Waits until the shop is open; false when it is not by then, or cannot be opened. */
    public boolean await(Duration atMost) {
        try {
            return settled.await(atMost.toMillis(), TimeUnit.MILLISECONDS) && failure == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The catalogue, when it can be searched.
     *
     * @throws io.wenwen.app.problem.Refusal with Retry-After while it is built
     */
    public Catalog catalog() {
        requireOpen();
        return catalog;
    }

    /** The shop's rules; the same refusals as {@link #catalog()}. */
    public Policies policies() {
        requireOpen();
        Policies known = policies;
        if (known == null) {
            throw Problem.INDEX_FAILED.with();
        }
        return known;
    }

    private void requireOpen() {
        if (failure != null) {
            throw Problem.INDEX_FAILED.with();
        }
        if (settled.getCount() > 0) {
            throw Problem.INDEX_NOT_READY.retryAfter(2);
        }
    }
}
