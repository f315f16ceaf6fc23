package io.wenwen.core.kernel.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Which server is asked, and what it may cost in time and tokens.
 *
 * @param url the base address, e.g. {@code https://dashscope.aliyuncs.com/compatible-mode/v1}
 * @param model the name by which the server knows the model
 * @param key sent as {@code Authorization: Bearer}; empty for a server that wants none
 * @param connect longest wait for a connection
 * @param firstToken longest wait from the request to the first token, retries included
 * @param silence longest wait between two tokens
 * @param total longest generation
 * @param atOnce generations at once; more are refused
 * @param tokensPerDay tokens of prompts and answers within 24 hours; above it generations are refused
 */
public record RemoteOptions(
        URI url,
        String model,
        String key,
        Duration connect,
        Duration firstToken,
        Duration silence,
        Duration total,
        int atOnce,
        long tokensPerDay) {

    public RemoteOptions {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "The address of the remote model, " + shown(url)
                            + ", is no http or https address. Give the base that its server names, e.g. http://127.0.0.1:8000/v1.");
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("The address of the remote model holds a user, a query or a fragment."
                    + " Give the bare base address; the key has a setting of its own.");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException(
                    "The remote model has no name. Give the one by which its server knows it.");
        }
        if (!key.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException(
                    "The key of the remote model holds a blank or a character that is not ASCII. Was it copied whole?");
        }
        if (!connect.isPositive()
                || !firstToken.isPositive()
                || !silence.isPositive()
                || !total.isPositive()
                || atOnce < 1
                || tokensPerDay < 1) {
            throw new IllegalArgumentException("Limits of the remote model out of range: connect " + connect
                    + ", first token " + firstToken + ", silence " + silence + ", total " + total + ", at once "
                    + atOnce + ", tokens per day " + tokensPerDay + "; all must be above 0.");
        }
    }

    /** With limits that suit a shopper who waits. */
    public static RemoteOptions of(URI url, String model, String key) {
        return new RemoteOptions(
                url,
                model,
                key,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                8,
                10_000_000);
    }

    URI at(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** The address without what could be a secret. */
    private static String shown(URI url) {
        return url.getScheme() + "://" + url.getHost();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "RemoteOptions[" + url + ", " + model + "]";
    }
}
