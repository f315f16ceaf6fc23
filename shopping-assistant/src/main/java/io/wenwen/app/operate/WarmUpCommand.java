package io.wenwen.app.operate;

import io.wenwen.app.chat.TurnClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;

/** What the AOT training runs: one start without a model, one question, and the end. Not for people. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand extends Verb {

    WarmUpCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = home().open();
        List<String> properties = List.of("server.port=0", "wenwen.model.name=none");
        try (ConfigurableApplicationContext shop = new Shop(home, say).application(properties)) {
            URI url = URI.create(Shop.url(shop));
            ShopReady.await(url, Duration.ofMinutes(5));
            try (TurnClient client = new TurnClient(url, "zh-CN")) {
                client.ask("五百块以内的蓝牙耳机", (_, _) -> true);
            }
        }
        return 0;
    }
}
