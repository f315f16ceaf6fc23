package io.wenwen.service.desk;

/** Something the desk cannot do now, e.g. take a ticket that another agent took; the message says why. */
public final class DeskRefusedException extends RuntimeException {
    public DeskRefusedException(String message) {
        super(message);
    }
}
