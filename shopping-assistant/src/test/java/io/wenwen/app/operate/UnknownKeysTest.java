package io.wenwen.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class UnknownKeysTest {

    record Agent(String name, String passwordHash) {}

    record Settings(boolean demoAccounts, List<Agent> agents, Map<String, String> labels, List<String> origins) {}

    private final UnknownKeys keys = new UnknownKeys().with("wenwen.access", Settings.class);

    @Test
    void every_spelling_of_a_known_key_passes() {
        assertThat(keys.among(List.of(
                        "wenwen.access.demo-accounts",
                        "wenwen.access.demoAccounts",
                        "wenwen.access.demo_accounts",
                        "wenwen.access.agents[0].name",
                        "wenwen.access.agents[12].password-hash",
                        "wenwen.access.labels.anything.at.all",
                        "wenwen.access.origins[1]",
                        "server.port",
                        "spring.datasource.url")))
                .isEmpty();
    }

    @Test
    void a_typing_error_is_named_with_the_nearest_key() {
        assertThat(keys.among(List.of("server.prot", "wenwen.access.demo-acounts", "wenwen.access.agents[0].pass")))
                .containsExactly(
                        "server.prot (did you mean server.port?)",
                        "wenwen.access.demo-acounts (did you mean wenwen.access.demo-accounts?)",
                        "wenwen.access.agents[0].pass");
    }

    /** What the file at first start offers must be understood when its # is taken away. */
    @Test
    void the_settings_file_that_is_shipped_names_only_known_keys() throws IOException {
        String shipped;
        try (var in = Home.class.getResourceAsStream("wenwen.yml")) {
            assertThat(in).isNotNull();
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String uncommented =
                shipped.lines().skip(3).map(l -> l.replaceFirst("^# ?", "")).reduce("", (a, b) -> a + b + "\n");
        Map<String, Object> settings = new Yaml(new SafeConstructor(new LoaderOptions())).load(uncommented);
        List<String> flat = new ArrayList<>();
        flatten("", settings, flat);
        UnknownKeys all = new UnknownKeys()
                .with("wenwen.model", ModelSettings.class)
                .with("wenwen.access", io.wenwen.app.access.AccessSettings.class)
                .with("wenwen.openai", io.wenwen.core.openai.OpenAiSettings.class);
        assertThat(flat).contains("server.port", "wenwen.model.name", "spring.datasource.url");
        assertThat(all.among(flat)).isEmpty();
    }

    private static void flatten(String prefix, Object value, List<String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> flatten(prefix.isEmpty() ? k.toString() : prefix + "." + k, v, into));
        } else {
            into.add(prefix);
        }
    }
}
