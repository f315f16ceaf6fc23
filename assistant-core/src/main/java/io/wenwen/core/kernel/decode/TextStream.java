package io.wenwen.core.kernel.decode;

import io.wenwen.core.kernel.TokenSink;
import io.wenwen.core.kernel.text.Utf8Stream;
import java.util.List;

/**
 * A generation's text on its way to the sink: whole code points only, and nothing that may yet turn out to begin a stop string. Not
 * thread-safe, but for {@link #text()}.
 */
final class TextStream {

    private final List<String> stops;
    private final TokenSink sink;
    private final Utf8Stream decoder = new Utf8Stream();
    private final StringBuilder text = new StringBuilder();
    private int sent;

    TextStream(List<String> stops, TokenSink sink) {
        this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
        this.sink = sink;
    }

    /** Takes a token's bytes; true when a stop string is complete: the text then ends before it. */
    boolean push(byte[] bytes) {
        return append(decoder.push(bytes));
    }

    /** Sends what was held back. */
    void end() {
        if (!append(decoder.end())) {
            send(text.length());
        }
    }

    /** All text sent so far. */
    synchronized String text() {
        return text.substring(0, sent);
    }

    private boolean append(String more) {
        if (more.isEmpty()) {
            return false;
        }
        synchronized (this) {
            text.append(more);
        }
        int stop = firstStop();
        if (stop >= 0) {
            synchronized (this) {
                text.setLength(stop);
            }
            send(stop);
            return true;
        }
        send(text.length() - held());
        return false;
    }

    private int firstStop() {
        int first = -1;
        for (String stop : stops) {
            int at = text.indexOf(stop, sent);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** Length of the longest end of the text that begins a stop string. */
    private int held() {
        int unsent = text.length() - sent;
        int held = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, unsent); length > held; length--) {
                if (stop.startsWith(text.substring(text.length() - length))) {
                    held = length;
                }
            }
        }
        return held;
    }

    private void send(int end) {
        if (end <= sent) {
            return;
        }
        String piece = text.substring(sent, end);
        synchronized (this) {
            sent = end;
        }
        sink.text(piece);
    }
}
