package io.wenwen.app.web;

import io.wenwen.app.Wenwen;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The real application on a port of its own, without a model; a test may script who answers. */
final class RunningShop implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final String url;

    private RunningShop(ConfigurableApplicationContext context) {
        this.context = context;
        int port = java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        this.url = "http://127.0.0.1:" + port;
    }

    static RunningShop start(Path home, @Nullable TurnAnswerer answerer, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--wenwen.home=" + home,
                "--wenwen.model.name=none",
                "--server.port=0",
                "--logging.level.root=WARN",
                "--springdoc.api-docs.enabled=true"));
        for (String property : properties) {
            // Given twice, a property becomes a list.
            arguments.removeIf(a -> a.startsWith(property.substring(0, property.indexOf('=') + 1)));
            arguments.add(property);
        }
        return new RunningShop(new SpringApplicationBuilder(Wenwen.class)
                .initializers(c -> {
                    if (answerer != null) {
                        ((GenericApplicationContext) c)
                                .registerBean(
                                        "scripted",
                                        TurnAnswerer.class,
                                        () -> answerer,
                                        definition -> definition.setPrimary(true));
                    }
                })
                .run(arguments.toArray(String[]::new)));
    }

    String url() {
        return url;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A browser of its own: it keeps its cookies. */
    Browser browser() {
        return new Browser(url);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Sends requests with the cookies it was given. */
    static final class Browser {
        private final String url;
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .version(HttpClient.Version.HTTP_1_1)
                .build();

        private Browser(String url) {
            this.url = url;
        }

        CookieManager cookies() {
            return cookies;
        }

        HttpClient client() {
            return client;
        }

        HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(url + path)).GET(), headers);
        }

        HttpResponse<String> post(String path, String type, String body, String... headers)
                throws IOException, InterruptedException {
            return send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString(body)),
                    headers);
        }

        HttpResponse<String> ask(String body, String... headers) throws IOException, InterruptedException {
            return post("/api/chat/turns", "application/json", body, headers);
        }

        private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
                throws IOException, InterruptedException {
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
