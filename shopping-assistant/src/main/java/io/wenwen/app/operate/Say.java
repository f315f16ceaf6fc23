package io.wenwen.app.operate;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said at the terminal. Results go to standard output, progress and advice to standard error, so that the last
 * line of standard output can be one JSON object. Thread-safe.
 */
final class Say {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BAR = 24;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private long lastShown;
    private int lastTenth = -1;
    private boolean onBar;

    /** @param live true where a line may be written over, i.e. a person watches */
    Say(PrintStream out, PrintStream err, boolean live) {
        this.out = out;
        this.err = err;
        this.live = live;
    }

    static Say here() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Say(System.out, System.err, terminal);
    }

    /** Asks; anything but yes, also the end of input, is no. */
    static boolean confirmed(Say say, String question) {
        say.note(question);
        Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
        return in.hasNextLine()
                && in.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    synchronized void result(String line) {
        endBar();
        out.println(line);
        out.flush();
    }

    synchronized void note(String line) {
        endBar();
        err.println(line);
    }

    synchronized void json(Map<String, ?> object) {
        endBar();
        out.println(JSON.writeValueAsString(object));
        out.flush();
    }

    void trouble(OperateException e) {
        note("✗ " + e.getMessage());
        note("  → " + e.advice());
    }

    /** A bar that moves where a person watches, else one line every tenth. */
    synchronized void progress(String what, long done, long total) {
        double share = total <= 0 ? 0 : Math.min(1, (double) done / total);
        String figures = total > 1 << 20 ? String.format(Locale.ROOT, "%d/%d MB", done >> 20, total >> 20) : "";
        int tenth = (int) (share * 10);
        if (!live) {
            if (tenth != lastTenth) {
                lastTenth = tenth;
                err.println(what + " " + Math.round(share * 100) + "% " + figures);
            }
            return;
        }
        long now = System.nanoTime();
        if (share < 1 && now - lastShown < 100_000_000L) {
            return;
        }
        lastShown = now;
        int filled = (int) (share * BAR);
        err.print("\r\u001b[K" + what + " [" + "█".repeat(filled) + "░".repeat(BAR - filled) + "] "
                + Math.round(share * 100) + "% " + figures);
        err.flush();
        onBar = true;
    }

    private void endBar() {
        lastTenth = -1;
        if (onBar) {
            err.println();
            onBar = false;
        }
    }
}
