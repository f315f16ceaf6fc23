package io.wenwen.app.operate;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/** Stops the start where {@code wenwen.yml} holds a key that nothing reads, so that no typing error is obeyed silently. */
@Component
class SettingsCheck implements InitializingBean {

    private final ApplicationContext context;
    private final ConfigurableEnvironment environment;
    private final Home home;

    SettingsCheck(ApplicationContext context, ConfigurableEnvironment environment, Home home) {
        this.context = context;
        this.environment = environment;
        this.home = home;
    }

    @Override
    public void afterPropertiesSet() {
        UnknownKeys keys = new UnknownKeys().with("wenwen.home");
        for (String bean : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            Class<?> type = context.getType(bean);
            ConfigurationProperties settings =
                    type == null ? null : AnnotationUtils.findAnnotation(type, ConfigurationProperties.class);
            if (type != null && settings != null && type.isRecord()) {
                keys.with(settings.value().isEmpty() ? settings.prefix() : settings.value(), type);
            }
        }
        List<String> unknown = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> file
                    && source.getName().contains(home.settings().getFileName().toString())) {
                unknown.addAll(keys.among(List.of(file.getPropertyNames())));
            }
        }
        if (!unknown.isEmpty()) {
            throw OperateException.usage(
                    "Unknown settings in " + home.settings() + ": " + String.join(", ", unknown) + ".",
                    "Correct or remove them.");
        }
    }
}
