package io.wenwen.core.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that serves one file, well or badly. */
final class FileServer implements AutoCloseable {

    /** How it behaves. */
    static final class Manners {
        boolean ranges = true;
        /** Cuts each connection after so many bytes of body; 0 never. */
        int cutAfter;
        /** Sends this many bytes, then nothing, and keeps the connection. */
        int stallAfter;

        int status;
        String linkedEtag = "";
    }

    final Manners manners = new Manners();
    final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    volatile byte[] content;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    FileServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI uri(String file) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + file);
    }

    int requests() {
        return ranges.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        byte[] whole = content;
        if (manners.status != 0) {
            exchange.sendResponseHeaders(manners.status, -1);
            exchange.close();
            return;
        }
        if (!manners.linkedEtag.isEmpty()) {
            exchange.getResponseHeaders().add("X-Linked-Etag", "\"" + manners.linkedEtag + "\"");
        }
        int from = 0;
        if (range != null && manners.ranges) {
            from = Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
            if (from >= whole.length) {
                exchange.sendResponseHeaders(416, -1);
                exchange.close();
                return;
            }
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, whole.length - from);
        int length = whole.length - from;
        int sent = manners.cutAfter > 0 ? Math.min(length, manners.cutAfter) : length;
        if (manners.stallAfter > 0) {
            sent = Math.min(length, manners.stallAfter);
        }
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(whole, from, sent);
            out.flush();
            if (manners.stallAfter > 0) {
                closing.await();
            }
            if (sent < length) {
                throw new IOException("cut on purpose");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
