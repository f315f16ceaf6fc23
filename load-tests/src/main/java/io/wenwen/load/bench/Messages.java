package io.wenwen.load.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the benchmarks' shoppers say: twenty first messages over the demo shop. */
final class Messages {

    private Messages() {}

    static List<String> all() throws IOException {
        try (InputStream in = Messages.class.getResourceAsStream("messages.txt")) {
            if (in == null) {
                throw new IOException("messages.txt is not on the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
