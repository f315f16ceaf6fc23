package io.wenwen.app.operate;

import io.wenwen.app.Wenwen;
import io.wenwen.core.model.ModelHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The shop on one home: starts the application, tells where it is, follows the model. */
final class Shop {

    private final Home home;
    private final Say say;

    Shop(Home home, Say say) {
        this.home = home;
        this.say = say;
    }

    /** Returns when the page answers; the model may still load. */
    void start(RunningServer.Claim claim, List<String> properties) {
        long begin = System.nanoTime();
        ConfigurableApplicationContext context;
        try {
            context = application(properties);
        } catch (RuntimeException | Error e) {
            release(claim);
            throw e;
        }
        context.addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent closed
                    && closed.getApplicationContext() == context) {
                release(claim);
            }
        });
        String url = url(context);
        try {
            claim.announce(url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell(context, url, begin);
    }

    /** Where a started application listens. */
    static String url(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        return "http://" + shown(environment.getProperty("server.address", "127.0.0.1")) + ":"
                + environment.getProperty("local.server.port", "8080");
    }

    /** The application on this home. The caller closes it. */
    ConfigurableApplicationContext application(List<String> properties) {
        SpringApplication application =
                new SpringApplicationBuilder(Wenwen.class).logStartupInfo(false).build();
        // What the build prepared for this class (Spring AOT) is found by its name.
        application.setMainApplicationClass(Wenwen.class);
        application.setAddCommandLineProperties(true);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("wenwen.home", home.folder().toString());
        all.put("logging.file.name", home.logs().resolve("wenwen.log").toString());
        all.put("logging.logback.rollingpolicy.max-file-size", "10MB");
        all.put("logging.logback.rollingpolicy.max-history", "14");
        all.put("logging.logback.rollingpolicy.total-size-cap", "200MB");
        all.put("logging.threshold.console", "OFF");
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        String[] arguments = all.entrySet().stream()
                .map(p -> "--" + p.getKey() + "=" + p.getValue())
                .toArray(String[]::new);
        try {
            return application.run(arguments);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    private RuntimeException explained(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case OperateException known -> {
                    return known;
                }
                case PortInUseException busy -> {
                    return portBusy(busy.getPort());
                }
                case BindException bind -> {
                    return OperateException.failed(
                            "Cannot listen: " + bind.getMessage(), "Try ./wenwen run --port 0 (any free port).");
                }
                default -> {
                    // further down
                }
            }
        }
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        OperateException told = OperateException.failed(
                "启动失败 (the shop did not start): " + root.getMessage(),
                "The whole story is in " + home.logs().resolve("wenwen.log") + ".");
        told.initCause(e);
        return told;
    }

    private static OperateException portBusy(int port) {
        return OperateException.failed(
                "端口 " + port + " 被占用 (port " + port + " is in use).",
                "Choose another: ./wenwen run --port " + (port + 1) + ", or --port 0 for any free one.");
    }

    private void tell(ConfigurableApplicationContext context, String url, long begin) {
        Environment environment = context.getEnvironment();
        say.result("");
        say.result("  问问 Wenwen   " + url + "   (" + Math.round((System.nanoTime() - begin) / 1e8) / 10.0 + " s)");
        say.result("  后端 back ends  index " + environment.getProperty("wenwen.catalog.index", "lucene") + " · state "
                + environment.getProperty("wenwen.state", "embedded") + " · events "
                + environment.getProperty("wenwen.events", "embedded") + " · database "
                + database(environment.getProperty("spring.datasource.url", "")));
        say.result("  数据 home      " + home.folder());
        demoAccounts().forEach(line -> say.result("  " + line));
        say.result("  停止 stop      Ctrl-C, or ./wenwen stop");
        ModelHost host = context.getBean(ModelHost.class);
        ModelNarrator narrator = new ModelNarrator(say);
        host.onNote(narrator::note);
        host.onChange(narrator::change);
        AotTraining.later(home, () -> {
            host.await(Duration.ofMinutes(30));
            ShopReady.await(URI.create(url), Duration.ofMinutes(10));
            // The first minutes belong to the shopper.
            TimeUnit.SECONDS.sleep(20);
        });
    }

    /** {@code jdbc:postgresql://…} is {@code postgresql}. */
    private static String database(String url) {
        String[] parts = url.split(":");
        return parts.length > 1 ? parts[1] : "none";
    }

    private List<String> demoAccounts() {
        Properties accounts = new Properties();
        if (!Files.exists(home.demoAccounts())) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(home.demoAccounts())) {
            accounts.load(in);
        } catch (IOException e) {
            return List.of("演示账号 demo accounts: " + home.demoAccounts() + " cannot be read (" + e.getMessage() + ")");
        }
        return accounts.stringPropertyNames().stream()
                .sorted()
                .map(name -> "演示 demo      " + name + " = " + accounts.getProperty(name))
                .toList();
    }

    private static String shown(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static void release(RunningServer.Claim claim) {
        try {
            claim.close();
        } catch (IOException e) {
            // The operating system lets go of the lock with the process.
        }
    }
}
