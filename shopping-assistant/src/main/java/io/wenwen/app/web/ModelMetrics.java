package io.wenwen.app.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wenwen.core.kernel.decode.Engine;
import io.wenwen.core.kernel.decode.EngineMetrics;
import io.wenwen.core.kernel.decode.EngineStats;
import io.wenwen.core.kernel.decode.Histogram;
import io.wenwen.core.model.ModelHost;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/**
 * The kernel's figures for a dashboard, under {@code wenwen.kernel}: {@code /actuator/metrics}, with the key of the model's own door.
 * All are 0 while no model runs in this process.
 */
@Component
class ModelMetrics implements MeterBinder {

    private static final String PREFIX = "wenwen.kernel.";
    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 1};
    private static final double NANOS = 1e9;

    private final ModelHost host;

    ModelMetrics(ModelHost host) {
        this.host = host;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "running", "answers being written", EngineStats::running);
        gauge(registry, "queued", "requests that wait", EngineStats::queued);
        gauge(registry, "queued.tokens", "their prompts and budgets", EngineStats::queuedTokens);
        gauge(registry, "pages", "pages of keys and values", EngineStats::pages);
        gauge(registry, "pages.free", "pages without content", EngineStats::freePages);
        gauge(registry, "pages.cached", "pages with a known beginning", EngineStats::cachedPages);
        gauge(registry, "prefix.hit.ratio", "prompt tokens that were not computed again", EngineStats::prefixHitRate);
        gauge(registry, "draft.acceptance", "guesses that came true", EngineStats::draftAcceptance);
        count(registry, "prompt.tokens", EngineStats::promptTokens);
        count(registry, "prompt.tokens.reused", EngineStats::reusedTokens);
        count(registry, "prompt.tokens.recomputed", EngineStats::recomputedTokens);
        count(registry, "tokens.sampled", EngineStats::sampledTokens);
        count(registry, "tokens.drafted", EngineStats::draftedTokens);
        count(registry, "tokens.forced", EngineStats::forcedTokens);
        count(registry, "steps", EngineStats::steps);
        count(registry, "refused", EngineStats::refused);
        count(registry, "expired", EngineStats::expired);
        count(registry, "preempted", EngineStats::preempted);
        count(registry, "failed", EngineStats::failed);
        count(registry, "pages.evicted", EngineStats::evictedPages);
        distribution(registry, "queue.seconds", EngineMetrics::queueTime, NANOS);
        distribution(registry, "ttft.seconds", EngineMetrics::timeToFirstToken, NANOS);
        distribution(registry, "token.seconds", EngineMetrics::timePerToken, NANOS);
        distribution(registry, "step.seconds", EngineMetrics::stepTime, NANOS);
        distribution(registry, "schedule.seconds", EngineMetrics::scheduleTime, NANOS);
        distribution(registry, "mask.seconds", EngineMetrics::maskTime, NANOS);
        distribution(registry, "batch.size", EngineMetrics::batchSize, 1);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<EngineStats> figure) {
        Gauge.builder(PREFIX + name, this, m -> m.stats(figure))
                .description(what)
                .register(registry);
    }

    private void count(MeterRegistry registry, String name, ToLongFunction<EngineStats> figure) {
        FunctionCounter.builder(PREFIX + name, this, m -> m.stats(figure::applyAsLong))
                .register(registry);
    }

    private void distribution(
            MeterRegistry registry, String name, Function<EngineMetrics, Histogram> which, double unit) {
        FunctionCounter.builder(PREFIX + name + ".count", this, m -> m.of(which, Histogram::count))
                .register(registry);
        FunctionCounter.builder(PREFIX + name + ".sum", this, m -> m.of(which, Histogram::sum) / unit)
                .register(registry);
        for (double quantile : QUANTILES) {
            Gauge.builder(PREFIX + name, this, m -> m.of(which, h -> h.quantile(quantile)) / unit)
                    .tag("quantile", Double.toString(quantile))
                    .register(registry);
        }
    }

    private double stats(ToDoubleFunction<EngineStats> figure) {
        return engine().map(engine -> figure.applyAsDouble(engine.stats())).orElse(0.0);
    }

    private double of(Function<EngineMetrics, Histogram> which, ToLongFunction<Histogram> figure) {
        return engine().map(engine -> (double) figure.applyAsLong(which.apply(engine.metrics())))
                .orElse(0.0);
    }

    private Optional<Engine> engine() {
        return host.current().filter(Engine.class::isInstance).map(Engine.class::cast);
    }
}
