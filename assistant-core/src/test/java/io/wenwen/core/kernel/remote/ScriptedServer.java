package io.wenwen.core.kernel.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a real socket that misbehaves as a test asks. */
public final class ScriptedServer implements AutoCloseable {

    /** What is answered; the socket is closed behind it. */
    public interface Script {
        void answer(OutputStream out) throws Exception;
    }

    public static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Script> scripts;

    /** @param scripts one for each request; the last one also for all that follow */
    public ScriptedServer(Script... scripts) throws IOException {
        this.scripts = List.of(scripts);
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    /** Heads and bodies as they came. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket next = socket.accept();
                Thread.ofVirtual().start(() -> serve(next));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = read(connection.getInputStream());
            int number;
            synchronized (requests) {
                number = requests.size();
                requests.add(request);
            }
            OutputStream out = connection.getOutputStream();
            scripts.get(Math.min(number, scripts.size() - 1)).answer(out);
            out.flush();
        } catch (Exception e) {
            // The client has gone, which some tests want.
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int length = -1;
        int head = -1;
        while (head < 0 || all.size() < head + length) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            all.write(next);
            if (head < 0 && next == '\n') {
                String text = all.toString(StandardCharsets.UTF_8);
                if (text.endsWith("\r\n\r\n")) {
                    head = all.size();
                    length = text.lines()
                            .filter(line ->
                                    line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                            .mapToInt(
                                    line -> Integer.parseInt(line.substring(15).strip()))
                            .findFirst()
                            .orElse(0);
                }
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    public static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public static String chunk(String content) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    public static String end(String reason) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n";
    }

    public static Script status(int status, String headers, String body) {
        return out -> send(
                out,
                "HTTP/1.1 " + status + " X\r\nConnection: close\r\n" + headers + "Content-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
