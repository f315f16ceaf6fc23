package io.wenwen.core.openai;

import io.wenwen.core.embedding.Embedder;
import io.wenwen.core.model.ModelHost;
import java.util.concurrent.Semaphore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The interface under {@code /v1}. The application gives the model, the embedder and the lock on the door. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenAiSettings.class)
@Import({ChatController.class, CompletionController.class, EmbeddingsController.class, ModelsController.class})
public class OpenAiConfiguration {

    @Bean
    ServedModels servedModels(ModelHost host, Embedder embedder) {
        return new ServedModels(host, embedder);
    }

    @Bean
    GenerationPlaces generationPlaces(OpenAiSettings settings) {
        return new GenerationPlaces(new Semaphore(settings.maxGenerations()));
    }
}
