package io.wenwen.app.web;

import io.wenwen.core.model.ModelHost;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The model in {@code /actuator/health}: always UP, for the shop answers without it too; the details say how. */
@Component("modelHealthIndicator")
class ModelHealth implements HealthIndicator {

    private final ModelHost host;

    ModelHealth(ModelHost host) {
        this.host = host;
    }

    @Override
    public Health health() {
        StatusController.Model model = StatusController.Model.of(host.state());
        Health.Builder health = Health.up().withDetail("state", model.state());
        Map.Entry<?, ?>[] details = {
            detail("name", model.name()),
            detail("step", model.step()),
            detail("share", model.share()),
            detail("format", model.format()),
            detail("why", model.why()),
            detail("advice", model.advice())
        };
        for (Map.Entry<?, ?> detail : details) {
            if (!detail.getValue().equals("")) {
                health.withDetail(String.valueOf(detail.getKey()), detail.getValue());
            }
        }
        return health.build();
    }

    private static Map.Entry<String, Object> detail(String name, @org.jspecify.annotations.Nullable Object value) {
        return Map.entry(name, value == null ? "" : value);
    }
}
