package io.wenwen.app.operate;

import io.wenwen.app.chat.TurnClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Waits until a shop's catalogue can be searched, as {@code /api/status} tells. */
final class ShopReady {

    private ShopReady() {}

    static boolean await(URI shop, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        try (TurnClient client = new TurnClient(shop, "en")) {
            while (System.nanoTime() < end) {
                try {
                    String state = client.get("/api/status")
                            .path("index")
                            .path("state")
                            .asString("");
                    if (!state.equals("building")) {
                        return state.equals("ready");
                    }
                } catch (IOException e) {
                    // Not yet listening: once more.
                }
                Thread.sleep(200);
            }
            return false;
        }
    }
}
