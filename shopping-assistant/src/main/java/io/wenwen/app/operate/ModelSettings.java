package io.wenwen.app.operate;

import io.wenwen.core.kernel.remote.RemoteOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code wenwen.model.*}: which language model words the answers.
 *
 * @param name a name of {@code ./wenwen model list}, a path to a GGUF file, its https address, {@code none}, or a server's address with
 *     a model's name, e.g. {@code http://127.0.0.1:8000/v1#qwen2.5-7b-instruct}
 * @param offline never download
 * @param remote a model on another server, while {@code name} is {@code default}
 */
@ConfigurationProperties("wenwen.model")
public record ModelSettings(
        @DefaultValue("default") String name,
        @DefaultValue("false") boolean offline,
        @Nullable Remote remote) {
    private static final String NOBODY_CHOSE = "default";

    public ModelSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "wenwen.model.name is empty. Give a name of './wenwen model list', a file, an address, or 'none'.");
        }
    }

    /**
     * {@code wenwen.model.remote.*}: a server that speaks OpenAI's interface.
     *
     * @param url base address, e.g. {@code https://dashscope.aliyuncs.com/compatible-mode/v1}
     * @param model by which name the server knows it
     * @param key may be given as the environment variable {@code WENWEN_MODEL_REMOTE_KEY}; never logged
     * @param connect longest wait for a connection
     * @param firstToken longest wait for the first token
     * @param silence longest wait between two tokens
     * @param total longest answer
     * @param atOnce answers at once
     * @param tokensPerDay tokens of prompts and answers within 24 hours
     */
    public record Remote(
            @DefaultValue("") String url,
            @DefaultValue("") String model,
            @DefaultValue("") String key,
            @DefaultValue("5s") Duration connect,
            @DefaultValue("20s") Duration firstToken,
            @DefaultValue("10s") Duration silence,
            @DefaultValue("60s") Duration total,
            @DefaultValue("8") int atOnce,
            @DefaultValue("10000000") long tokensPerDay) {

        /** With limits as they are where nobody sets them. */
        static Remote of(String url, String model, String key) {
            RemoteOptions usual = RemoteOptions.of(URI.create("http://localhost/v1"), "any", "");
            return new Remote(
                    url,
                    model,
                    key,
                    usual.connect(),
                    usual.firstToken(),
                    usual.silence(),
                    usual.total(),
                    usual.atOnce(),
                    usual.tokensPerDay());
        }

        RemoteOptions options() {
            return new RemoteOptions(
                    URI.create(url), model, key, connect, firstToken, silence, total, atOnce, tokensPerDay);
        }

        Remote at(String otherUrl, String otherModel) {
            return new Remote(otherUrl, otherModel, key, connect, firstToken, silence, total, atOnce, tokensPerDay);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Remote[" + url + ", " + model + "]";
        }
    }

    /** Where the model runs if not here; {@code null} for a file on this machine. */
    @Nullable
    RemoteOptions elsewhere() {
        Remote set = remote;
        if (set != null && !set.url().isEmpty() && name.equals(NOBODY_CHOSE)) {
            return set.options();
        }
        boolean address = name.startsWith("http://") || name.startsWith("https://");
        URI uri = address ? URI.create(name) : URI.create("file");
        if (!address || String.valueOf(uri.getPath()).toLowerCase(Locale.ROOT).endsWith(".gguf")) {
            return null;
        }
        String model = uri.getFragment();
        if (model == null) {
            throw new IllegalArgumentException("The address " + uri.getScheme() + "://" + uri.getHost()
                    + " names no .gguf file and no model of a server. Put the model's name behind it, e.g."
                    + " http://127.0.0.1:8000/v1#qwen2.5-7b-instruct.");
        }
        String base = name.substring(0, name.indexOf('#'));
        return (set == null ? Remote.of(base, model, "") : set.at(base, model)).options();
    }
}
