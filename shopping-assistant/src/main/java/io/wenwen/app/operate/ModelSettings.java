package io.wenwen.app.operate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code wenwen.model.*}: which language model words the answers.
 *
 * @param name a name of {@code ./wenwen model list}, a path to a GGUF file, its https address, or {@code none}
 * @param offline never download
 */
@ConfigurationProperties("wenwen.model")
public record ModelSettings(
        @DefaultValue("default") String name,
        @DefaultValue("false") boolean offline) {
    public ModelSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "wenwen.model.name is empty. Give a name of './wenwen model list', a file, an address, or 'none'.");
        }
    }
}
