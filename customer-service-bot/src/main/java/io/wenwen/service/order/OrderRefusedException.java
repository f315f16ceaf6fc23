package io.wenwen.service.order;

/** An order that cannot be placed; the message says why and what to do. */
public final class OrderRefusedException extends RuntimeException {
    public OrderRefusedException(String message) {
        super(message);
    }
}
