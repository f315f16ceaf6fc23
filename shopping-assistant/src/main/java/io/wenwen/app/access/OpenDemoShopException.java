package io.wenwen.app.access;

/** The shop was to listen beyond this machine while its demo passwords are still valid. */
class OpenDemoShopException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OpenDemoShopException(String address) {
        super("server.address is '" + address
                + "', which other machines can reach, but this shop still has demo accounts"
                + " whose passwords lie in a file.");
    }
}
