package io.wenwen.app.shopper;

/** Where a turn's events go, in order. */
public interface TurnSink {

    /**
     * Sends one event.
     *
     * @throws java.io.UncheckedIOException when the shopper has gone; the turn stops within one decode step
     */
    void send(TurnEvent event);

    /** True once nobody listens any more; asked between decode steps. */
    boolean closed();
}
