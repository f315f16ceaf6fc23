package io.wenwen.app.operate;

import io.wenwen.app.chat.TerminalChat;
import io.wenwen.app.chat.TurnClient;
import io.wenwen.core.model.ModelHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chat}: talks to this home's server, else starts the shop inside this process for as long as the talk lasts. */
@Command(name = "chat")
final class ChatCommand extends Verb {

    private static final Duration MODEL_WAIT = Duration.ofMinutes(30);

    @Parameters(arity = "0..*")
    List<String> words = new ArrayList<>();

    @Option(names = "--model")
    @Nullable
    String model;

    @Option(names = "--offline")
    boolean offline;

    @Option(names = "--locale")
    String locale = "zh-CN";

    ChatCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!List.of("zh-CN", "zh", "en").contains(locale)) {
            throw OperateException.usage("--locale " + locale + " is not known.", "zh-CN or en.");
        }
        Home home = home().open();
        Optional<RunningServer.Claim> claim = RunningServer.claim(home);
        if (claim.isEmpty()) {
            return talk(runningUrl(home));
        }
        List<String> properties = new ArrayList<>(List.of("server.port=0"));
        if (model != null) {
            properties.add("wenwen.model.name=" + model);
        }
        if (offline) {
            properties.add("wenwen.model.offline=true");
        }
        try (RunningServer.Claim held = claim.get();
                ConfigurableApplicationContext shop = new Shop(home, say).application(properties)) {
            String url = Shop.url(shop);
            held.announce(url);
            ModelHost host = shop.getBean(ModelHost.class);
            ModelNarrator narrator = new ModelNarrator(say);
            host.onNote(narrator::note);
            host.onChange(narrator::change);
            if (host.await(MODEL_WAIT).isEmpty()) {
                say.note("没有模型，只用商品卡片回答 (no model: answers at level \"cards\").");
            }
            ShopReady.await(URI.create(url), MODEL_WAIT);
            return talk(url);
        }
    }

    private static String runningUrl(Home home) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Optional<RunningServer> server = RunningServer.of(home);
            if (server.isPresent() && !server.get().url().isEmpty()) {
                return server.get().url();
            }
            Thread.sleep(200);
        }
        throw OperateException.failed(
                "Another process holds " + home.folder() + " and does not say where it listens.",
                "./wenwen stop, then try again.");
    }

    private int talk(String url) throws IOException, InterruptedException {
        boolean english = locale.equals("en");
        try (TurnClient client = new TurnClient(URI.create(url), english ? "en" : "zh-CN")) {
            TerminalChat chat =
                    new TerminalChat(client, new PrintStream(System.out, true, StandardCharsets.UTF_8), english);
            if (!words.isEmpty()) {
                return chat.once(String.join(" ", words)) ? 0 : 1;
            }
            Charset typed = System.console() != null && System.console().isTerminal()
                    ? System.console().charset()
                    : StandardCharsets.UTF_8;
            chat.converse(new BufferedReader(new InputStreamReader(System.in, typed)));
            return 0;
        }
    }
}
