package io.wenwen.app.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Agents' logins, merchants' keys and keys to the language model, as hashes. */
@Component
class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> agentPasswordHash(String name) {
        return jdbc.sql("select password_hash from agent_account where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    Optional<String> merchantOf(String key) {
        return jdbc.sql("select name from merchant_key where key_hash = ? and revoked_at is null")
                .param(sha256(key))
                .query(String.class)
                .optional();
    }

    Optional<String> modelKeyOf(String key) {
        return jdbc.sql("select name from model_key where key_hash = ? and revoked_at is null")
                .param(sha256(key))
                .query(String.class)
                .optional();
    }

    boolean demoModelKeyExists() {
        return jdbc.sql("select count(*) from model_key where demo = true")
                        .query(Long.class)
                        .single()
                > 0;
    }

    void putModelKey(String name, String keySha256, boolean demo) {
        jdbc.sql("delete from model_key where key_hash = ?")
                .param(keySha256.toLowerCase(Locale.ROOT))
                .update();
        jdbc.sql("insert into model_key (id, name, key_hash, demo, created_at) values (?, ?, ?, ?, ?)")
                .params(HomeSecrets.random(16), name, keySha256.toLowerCase(Locale.ROOT), demo, now())
                .update();
    }

    boolean demoAccountsExist() {
        return jdbc.sql("select (select count(*) from agent_account where demo = true)"
                                + " + (select count(*) from merchant_key where demo = true)")
                        .query(Long.class)
                        .single()
                > 0;
    }

    void putAgent(String name, String passwordHash, boolean demo) {
        jdbc.sql("delete from agent_account where name = ?").param(name).update();
        jdbc.sql("insert into agent_account (name, password_hash, demo, created_at) values (?, ?, ?, ?)")
                .params(name, passwordHash, demo, now())
                .update();
    }

    void putMerchantKey(String name, String keySha256, boolean demo) {
        jdbc.sql("delete from merchant_key where key_hash = ?").param(keySha256).update();
        jdbc.sql("insert into merchant_key (id, name, key_hash, demo, created_at) values (?, ?, ?, ?, ?)")
                .params(HomeSecrets.random(16), name, keySha256.toLowerCase(Locale.ROOT), demo, now())
                .update();
    }

    void removeDemo() {
        jdbc.sql("delete from agent_account where demo = true").update();
        jdbc.sql("delete from merchant_key where demo = true").update();
        jdbc.sql("delete from model_key where demo = true").update();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
