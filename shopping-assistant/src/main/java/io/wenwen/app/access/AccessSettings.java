package io.wenwen.app.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code wenwen.access.*}: who may come in.
 *
 * @param demoAccounts make an agent and a merchant key with random secrets on first start; false removes them
 * @param origins other sites that embed the widget, e.g. {@code https://www.example.com}; none by default
 * @param agents agents' logins beside the demo one
 * @param merchants merchants' keys beside the demo one
 * @param modelKeys keys to the language model under {@code /v1}, beside the demo one
 */
@ConfigurationProperties("wenwen.access")
public record AccessSettings(
        @DefaultValue("true") boolean demoAccounts,
        @DefaultValue List<String> origins,
        @DefaultValue List<Agent> agents,
        @DefaultValue List<Merchant> merchants,
        @DefaultValue List<ModelKey> modelKeys) {

    public AccessSettings {
        origins = List.copyOf(origins);
        agents = List.copyOf(agents);
        merchants = List.copyOf(merchants);
        modelKeys = List.copyOf(modelKeys);
    }

    /**
     * An agent's login.
     *
     * @param passwordHash BCrypt, e.g. from {@code htpasswd -nBC 10 NAME}
     */
    public record Agent(String name, String passwordHash) {}

    /**
     * A merchant system's key.
     *
     * @param keySha256 lower-case hex of the key's SHA-256
     */
    public record Merchant(String name, String keySha256) {}

    /**
     * A key of a program that asks the language model.
     *
     * @param keySha256 lower-case hex of the key's SHA-256
     */
    public record ModelKey(String name, String keySha256) {}
}
