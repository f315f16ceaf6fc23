package io.wenwen.app;

import io.wenwen.app.web.TurnAnswerer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the modules' front doors together. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean
    TurnAnswerer answerer() {
        return (request, worded, sink) ->
                sink.send(new io.wenwen.app.shopper.TurnEvent.Error("not_ready", "商品还没有上架。", "请稍后再试。", 5));
    }
}
