package io.wenwen.app.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes the demo accounts on first start, takes over the configured ones, and keeps a shop whose passwords lie in a file
 * off the network. Runs before the port is bound.
 */
@Component
class FirstStart implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final AccessSettings settings;
    private final Accounts accounts;
    private final HomeSecrets secrets;
    private final PasswordEncoder encoder;
    private final String address;

    FirstStart(
            AccessSettings settings,
            Accounts accounts,
            HomeSecrets secrets,
            PasswordEncoder encoder,
            @Value("${server.address:}") String address) {
        this.settings = settings;
        this.accounts = accounts;
        this.secrets = secrets;
        this.encoder = encoder;
        this.address = address;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        if (!settings.demoAccounts()) {
            accounts.removeDemo();
            Files.deleteIfExists(secrets.demoAccountsFile());
        } else if (!accounts.demoAccountsExist()) {
            makeDemoAccounts();
        } else if (!accounts.demoModelKeyExists()) {
            // A home from before there was such a key.
            makeDemoModelKey(
                    Files.exists(secrets.demoAccountsFile()) ? Files.readString(secrets.demoAccountsFile()) : "");
        }
        for (AccessSettings.Agent agent : settings.agents()) {
            accounts.putAgent(agent.name(), agent.passwordHash(), false);
        }
        for (AccessSettings.Merchant merchant : settings.merchants()) {
            accounts.putMerchantKey(merchant.name(), merchant.keySha256(), false);
        }
        for (AccessSettings.ModelKey key : settings.modelKeys()) {
            accounts.putModelKey(key.name(), key.keySha256(), false);
        }
        if (settings.demoAccounts() && !loopback(address)) {
            throw new OpenDemoShopException(address);
        }
    }

    private void makeDemoAccounts() {
        String password = HomeSecrets.random(12);
        String key = "wk_" + HomeSecrets.random(24);
        // Written down first: a password that nobody can read is worse than one that does not open anything yet.
        makeDemoModelKey("""
                # Demo accounts, made on first start. Set wenwen.access.demo-accounts=false to remove them.
                agent.name=agent
                agent.password=%s
                merchant.name=demo
                merchant.key=%s
                """.formatted(password, key));
        accounts.putAgent("agent", required(encoder.encode(password)), true);
        accounts.putMerchantKey("demo", Accounts.sha256(key), true);
        log.info("Demo accounts made; they are written in {}", secrets.demoAccountsFile());
    }

    /** @param known what the file says already */
    private void makeDemoModelKey(String known) {
        String key = "sk-" + HomeSecrets.random(24);
        secrets.write(secrets.demoAccountsFile(), known + "model.key=" + key + "\n");
        accounts.putModelKey("demo", Accounts.sha256(key), true);
    }

    private static String required(@org.jspecify.annotations.Nullable String hash) {
        if (hash == null) {
            throw new IllegalStateException("The password encoder gave no hash.");
        }
        return hash;
    }

    private static boolean loopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
