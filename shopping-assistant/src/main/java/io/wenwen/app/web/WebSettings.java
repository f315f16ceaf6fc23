package io.wenwen.app.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code wenwen.web.*}: limits of the HTTP interface.
 *
 * @param maxBody longest request body; above it the answer is 413
 * @param maxTurns turns that run at once in the whole shop; above it the answer is 503 with Retry-After
 * @param maxTurnsPerShopper turns of one browser that run at once; above it the answer is 429
 * @param maxWorded turns that the model words at once; turns above it are answered at level cards
 * @param turnDeadline when a turn is ended however far it is
 * @param maxListeners open streams of conversations' news in the whole shop
 */
@ConfigurationProperties("wenwen.web")
public record WebSettings(
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue("64") int maxTurns,
        @DefaultValue("4") int maxTurnsPerShopper,
        @DefaultValue("4") int maxWorded,
        @DefaultValue("120s") Duration turnDeadline,
        @DefaultValue("1000") int maxListeners) {}
