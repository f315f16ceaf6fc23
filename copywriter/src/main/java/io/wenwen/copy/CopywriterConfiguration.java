package io.wenwen.copy;

import io.wenwen.catalog.Catalog;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.model.ModelHost;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The module's beans. The application gives the catalogue, the model and the writer of prose, and guards {@code /api/copy}. */
@Configuration(proxyBeanMethods = false)
@Import(CopyController.class)
public class CopywriterConfiguration {

    @Bean
    Copywriter copywriter(Catalog catalog, ModelHost models, ProseWriter prose) {
        return new Copywriter(catalog, models, prose);
    }
}
