package io.wenwen.core.model;

import io.wenwen.core.kernel.LanguageModel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the shop's one language model: fetched and loaded in the background while the shop already answers, tried again
 * where it failed, picked up without a restart. Thread-safe.
 */
public final class ModelHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelHost.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** A source that fails for a moment is asked again soon, one that stays away more and more rarely. */
    private static final List<Duration> BACKOFF =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2));

    /** Reads a model file. */
    @FunctionalInterface
    public interface Opener {
        /** @param steps hears what is done now and how far it is, from 0 to 1 */
        LanguageModel open(ModelFile file, Steps steps) throws IOException, InterruptedException;

        /** Refuses a model that could never be opened here, before it is downloaded. */
        default void consider(KnownModel model) throws ModelUnavailableException {}
    }

    /** Hears how loading goes on. */
    @FunctionalInterface
    public interface Steps {
        void at(String step, double share);
    }

    /** Reaches a model that runs elsewhere. */
    @FunctionalInterface
    public interface Connection {
        /** @throws ModelUnavailableException with advice, where it cannot be used */
        LanguageModel connect() throws IOException, InterruptedException;
    }

    private final String wish;
    /** {@code null} where there is nothing to load. */
    private final @Nullable Connection source;

    private final List<Duration> backoff;
    private final List<Consumer<ModelState>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> noteListeners = new CopyOnWriteArrayList<>();
    private final Object change = new Object();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile ModelState state = new ModelState.None();
    private volatile @Nullable LanguageModel model;
    private volatile boolean closed;
    private @Nullable Thread worker;

    /** @param wish a name, path or address as {@link ModelStore#obtain} takes it, or {@code none} */
    public ModelHost(ModelStore store, String wish, Opener opener) {
        this(store, wish, opener, BACKOFF);
    }

    ModelHost(@Nullable ModelStore store, String wish, @Nullable Opener opener, List<Duration> backoff) {
        this.wish = wish;
        this.source = store == null || opener == null || wish.equals("none") ? null : () -> fromFile(store, opener);
        this.backoff = List.copyOf(backoff);
    }

    private ModelHost(String name, Connection connection) {
        this.wish = name;
        this.source = connection;
        this.backoff = BACKOFF;
    }

    /** A model that runs elsewhere; a connection that fails is tried again. */
    public static ModelHost elsewhere(String name, Connection connection) {
        return new ModelHost(name, connection);
    }

    /** A shop without a model. */
    public static ModelHost none() {
        return new ModelHost(null, "none", null, BACKOFF);
    }

    /** A model that is loaded already; this host closes it. */
    public static ModelHost of(LanguageModel model) {
        ModelHost host = none();
        host.model = model;
        host.state = new ModelState.Ready(model.card());
        return host;
    }

    /** Begins in the background and returns at once. Without effect for {@code none}. */
    public synchronized ModelHost start() {
        Connection from = source;
        if (from == null || worker != null || closed) {
            return this;
        }
        become(new ModelState.Loading(wish, "looking for it", 0));
        worker = Thread.ofPlatform().daemon().name("model-host").start(() -> work(from));
        return this;
    }

    /** The model, when it is ready. Ask for each turn; do not keep it. */
    public Optional<LanguageModel> current() {
        return Optional.ofNullable(model);
    }

    public ModelState state() {
        return state;
    }

    /** Hears every change of state, from the loading thread; return at once. Hears the present state now. */
    public void onChange(Consumer<ModelState> listener) {
        listeners.add(listener);
        listener.accept(state);
    }

    /** Hears lines worth a person's eye, such as a source that did not answer. */
    public void onNote(Consumer<String> listener) {
        noteListeners.add(listener);
    }

    /** Waits until the model is ready, has failed for good, or the time is over. */
    public Optional<LanguageModel> await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (change) {
            while (model == null && !(state instanceof ModelState.None) && !closed) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || (state instanceof ModelState.Failed && ended.getCount() == 0)) {
                    break;
                }
                change.wait(left);
            }
        }
        return current();
    }

    private void work(Connection from) {
        try {
            for (int failures = 0; !closed; failures++) {
                try {
                    load(from);
                    return;
                } catch (ModelUnavailableException e) {
                    fail(String.valueOf(e.getMessage()), e.advice(), e);
                    if (e.lasting()) {
                        return;
                    }
                } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
                    String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
                    fail(why, "See the log; ./wenwen doctor checks memory and disk. It is tried again.", e);
                }
                TimeUnit.NANOSECONDS.sleep(
                        (failures < backoff.size() ? backoff.get(failures) : LONGEST_WAIT).toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        } finally {
            ended.countDown();
            synchronized (change) {
                change.notifyAll();
            }
        }
    }

    private void load(Connection from) throws IOException, InterruptedException {
        LanguageModel opened = from.connect();
        synchronized (this) {
            if (closed) {
                opened.close();
                return;
            }
            model = opened;
        }
        become(new ModelState.Ready(opened.card()));
        LOG.info("Model {} is ready: {}", opened.card().name(), opened.card());
    }

    private LanguageModel fromFile(ModelStore from, Opener with) throws IOException, InterruptedException {
        Optional<KnownModel> known = from.known(wish);
        if (known.isPresent()) {
            with.consider(known.get());
        }
        String name = known.map(KnownModel::name).orElse(wish);
        become(new ModelState.Loading(name, "looking for the file", 0));
        ModelFile file = from.obtain(wish, new ModelProgress() {
            @Override
            public void bytes(long done, long total) {
                become(new ModelState.Downloading(name, done, total));
            }

            @Override
            public void step(String what) {
                noteListeners.forEach(l -> l.accept(what));
                LOG.info("Model {}: {}", name, what);
            }
        });
        become(new ModelState.Loading(file.name(), "loading", 0));
        return with.open(file, (step, share) -> become(new ModelState.Loading(file.name(), step, share)));
    }

    private void fail(String why, String advice, Throwable cause) {
        LOG.warn("Model {} is not available: {} {}", wish, why, advice, cause);
        become(new ModelState.Failed(wish, why, advice));
    }

    private void become(ModelState next) {
        synchronized (change) {
            state = next;
            change.notifyAll();
        }
        for (Consumer<ModelState> listener : listeners) {
            listener.accept(next);
        }
    }

    /** Ends loading or closes the model; generations that still run end with it. */
    @Override
    public void close() {
        Thread loading;
        LanguageModel open;
        synchronized (this) {
            closed = true;
            loading = worker;
            open = model;
            model = null;
        }
        if (loading != null) {
            loading.interrupt();
        }
        if (open != null) {
            open.close();
        }
        synchronized (change) {
            change.notifyAll();
        }
    }
}
