package io.wenwen.core.openai;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code wenwen.openai.*}: limits of the interface under {@code /v1}.
 *
 * @param maxBody longest request body; above it the answer is 413
 * @param maxGenerations choices that run or wait at once, over all requests; above it the answer is 429
 * @param maxChoices choices of one request ({@code n} times the number of prompts)
 * @param maxTokens budget of a chat answer whose request names none
 * @param deadline when an answer is ended however far it is
 * @param maxEmbeddings texts of one request for embeddings
 */
@ConfigurationProperties("wenwen.openai")
public record OpenAiSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("32") int maxGenerations,
        @DefaultValue("8") int maxChoices,
        @DefaultValue("1024") int maxTokens,
        @DefaultValue("300s") Duration deadline,
        @DefaultValue("256") int maxEmbeddings) {

    public OpenAiSettings {
        if (maxBody.toBytes() < 1024
                || maxBody.toBytes() > 64 << 20
                || maxGenerations < 1
                || maxChoices < 1
                || maxTokens < 1
                || maxEmbeddings < 1
                || !deadline.isPositive()) {
            throw new IllegalArgumentException("wenwen.openai is out of range: max-body " + maxBody
                    + " (1KB–64MB), max-generations " + maxGenerations + ", max-choices " + maxChoices
                    + ", max-tokens " + maxTokens + ", max-embeddings " + maxEmbeddings + " (at least 1), deadline "
                    + deadline + " (above 0).");
        }
    }
}
