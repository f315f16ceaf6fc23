package io.wenwen.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in where: agents, merchants, foreign pages. */
class DoorsHttpTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String FRIEND = "https://friend.example";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static RunningShop shop;

    @BeforeAll
    static void start() {
        shop = RunningShop.start(home, (request, worded, sink) -> {}, "--wenwen.access.origins=" + FRIEND);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static Properties accounts() throws Exception {
        Path file = home.resolve("secrets/demo-accounts.properties");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Properties accounts = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            accounts.load(in);
        }
        return accounts;
    }

    private static HttpResponse<String> login(RunningShop.Browser browser, String password, boolean withToken)
            throws Exception {
        Matcher token = TOKEN.matcher(browser.get("/login").body());
        assertThat(token.find()).isTrue();
        return browser.post(
                "/login",
                "application/x-www-form-urlencoded",
                "username=agent&password=" + password + (withToken ? "&_csrf=" + token.group(1) : ""));
    }

    @Test
    void the_desk_opens_to_the_agent_alone() throws Exception {
        RunningShop.Browser browser = shop.browser();
        assertThat(browser.get("/desk").headers().firstValue("Location").orElse(""))
                .endsWith("/login");
        assertThat(browser.get("/api/desk/tickets").statusCode()).isEqualTo(401);
        String password = accounts().getProperty("agent.password");
        assertThat(login(browser, "wrong", true)
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/login?error");
        assertThat(login(browser, password, false).statusCode()).isEqualTo(403);
        assertThat(login(browser, password, true)
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/desk");
        assertThat(browser.get("/desk").statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/desk/tickets").statusCode()).isEqualTo(200);
        assertThat(browser.post("/api/desk/tickets/x/take", "application/json", "{}")
                        .statusCode())
                .as("a change without the token")
                .isEqualTo(403);
    }

    @Test
    void copy_needs_a_merchants_key() throws Exception {
        RunningShop.Browser browser = shop.browser();
        HttpResponse<String> none = browser.post("/api/copy", "application/json", "{}");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("need_key").contains("商家密钥");
        assertThat(browser.post("/api/copy", "application/json", "{}", "Authorization", "Bearer wk_wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.post(
                                "/api/copy",
                                "application/json",
                                "{}",
                                "Authorization",
                                "Bearer " + accounts().getProperty("merchant.key"))
                        .statusCode())
                .isNotIn(401, 403);
    }

    @Test
    void only_configured_sites_may_embed_the_chat() throws Exception {
        RunningShop.Browser browser = shop.browser();
        assertThat(browser.get("/api/status", "Origin", FRIEND).headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(FRIEND);
        assertThat(browser.get("/widget/wenwen-chat.js", "Origin", FRIEND)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .hasValue(FRIEND);
        assertThat(browser.get("/api/status", "Origin", "https://stranger.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void pages_forbid_foreign_scripts_and_frames() throws Exception {
        String policy = shop.browser()
                .get("/")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertThat(policy)
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void health_is_up_with_the_models_state() throws Exception {
        HttpResponse<String> health = shop.browser().get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"model\":{\"details\":{\"state\":\"none\"}")
                .contains("\"status\":\"UP\"");
        assertThat(shop.browser().get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(shop.browser().get("/actuator/metrics/wenwen.kernel.queued").statusCode())
                .as("metrics without a key")
                .isEqualTo(401);
    }

    @Test
    void the_interface_describes_itself() throws Exception {
        HttpResponse<String> docs = shop.browser().get("/v3/api-docs");
        assertThat(docs.statusCode()).isEqualTo(200);
        assertThat(docs.body())
                .contains("/api/chat/turns")
                .contains("Idempotency-Key")
                .doesNotContain("\"Shopper\"");
    }

    @Test
    void a_shop_with_demo_accounts_refuses_to_listen_beyond_this_machine(@TempDir Path open) {
        assertThatThrownBy(() -> RunningShop.start(open, null, "--server.address=0.0.0.0"))
                .rootCause()
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("demo accounts");
    }
}
