package io.wenwen.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the shop's server: storefront, chat, agent login, health. Its state lies under {@code wenwen.home}. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Wenwen {

    public static void main(String[] arguments) {
        SpringApplication.run(Wenwen.class, arguments);
    }
}
