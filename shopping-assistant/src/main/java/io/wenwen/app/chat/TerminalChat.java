package io.wenwen.app.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A conversation typed and read in a terminal. */
public final class TerminalChat {

    private final TurnClient client;
    private final PrintStream out;
    private final boolean english;

    public TerminalChat(TurnClient client, PrintStream out, boolean english) {
        this.client = client;
        this.out = out;
        this.english = english;
    }

    /** One question, one answer; false where the shop answered with an error or not to the end. */
    public boolean once(String message) throws IOException, InterruptedException {
        Transcript transcript = new Transcript(out, english);
        AtomicBoolean done = new AtomicBoolean();
        client.ask(message, (event, data) -> {
            if (event.equals("done")) {
                done.set(true);
            }
            return transcript.show(event, data);
        });
        return done.get();
    }

    /** Until {@code /quit} or the end of input. */
    public void converse(BufferedReader in) throws InterruptedException {
        out.println(english ? "Ask away; /quit ends." : "想买点什么？输入 /quit 结束。");
        try {
            while (true) {
                out.print("› ");
                out.flush();
                String line = in.readLine();
                if (line == null || line.strip().equals("/quit")) {
                    return;
                }
                if (!line.isBlank()) {
                    once(line.strip());
                }
            }
        } catch (IOException e) {
            out.println((english ? "✗ The shop is gone: " : "✗ 连接断了：") + e.getMessage());
            out.println("  → ./wenwen chat");
        }
    }
}
