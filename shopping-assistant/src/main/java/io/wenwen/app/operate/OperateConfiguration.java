package io.wenwen.app.operate;

import io.wenwen.core.kernel.remote.RemoteOptions;
import io.wenwen.core.model.ModelCatalogue;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelStore;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every part of the application may ask for: the home and the model. */
@Configuration(proxyBeanMethods = false)
class OperateConfiguration {

    @Bean
    Home home(@Value("${wenwen.home}") Path folder) {
        return new Home(folder).open();
    }

    @Bean
    ModelStore modelStore(ModelSettings settings) {
        return new ModelStore(ModelStore.defaultFolder(), ModelCatalogue.shipped(), settings.offline());
    }

    @Bean(destroyMethod = "close")
    ModelHost modelHost(ModelStore store, ModelSettings settings) {
        RemoteOptions elsewhere = settings.elsewhere();
        if (elsewhere != null) {
            return ModelHost.elsewhere(elsewhere.model(), new RemoteConnection(elsewhere));
        }
        return new ModelHost(
                store, settings.name(), new ModelOpener(store.folder().resolve("converted")));
    }

    /** Only now: the page comes first, and both want the same cores. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> modelAfterPage(ModelHost host) {
        return _ -> host.start();
    }
}
