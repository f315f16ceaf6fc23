package io.wenwen.app.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.app.shop.OpenShop;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says how far the shop is: the page shows it while the model loads. */
@RestController
@Tag(name = "shop", description = "The shop itself")
class StatusController {

    /**
     * The model in plain fields.
     *
     * @param state {@code none}, {@code downloading}, {@code loading}, {@code ready} or {@code failed}
     * @param share of the step, 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Model(
            String state,
            @Nullable String name,
            @Nullable String step,
            @Nullable Double share,
            @Nullable Long bytes,
            @Nullable Long totalBytes,
            @Nullable String format,
            @Nullable String hash,
            @Nullable String why,
            @Nullable String advice) {

        static Model of(ModelState state) {
            return switch (state) {
                case ModelState.None n -> new Model("none", null, null, null, null, null, null, null, null, null);
                case ModelState.Downloading d ->
                    new Model(
                            "downloading",
                            d.name(),
                            null,
                            d.totalBytes() > 0 ? (double) d.bytes() / d.totalBytes() : null,
                            d.bytes(),
                            d.totalBytes(),
                            null,
                            null,
                            null,
                            null);
                case ModelState.Loading l ->
                    new Model("loading", l.name(), l.step(), l.share(), null, null, null, null, null, null);
                case ModelState.Ready r ->
                    new Model(
                            "ready",
                            r.card().name(),
                            null,
                            null,
                            null,
                            null,
                            r.card().format(),
                            r.card().hash(),
                            null,
                            null);
                case ModelState.Failed f ->
                    new Model("failed", f.name(), null, null, null, null, null, null, f.why(), f.advice());
            };
        }
    }

    /**
     * The shop now.
     *
     * @param level at which a turn would be answered now: {@code full} or {@code cards}
     * @param turns turns that run now
     */
    record Status(String name, String level, Model model, OpenShop.State index, int turns) {}

    private final ModelHost host;
    private final OpenShop shop;
    private final LiveTurns turns;

    StatusController(ModelHost host, OpenShop shop, LiveTurns turns) {
        this.host = host;
        this.shop = shop;
        this.turns = turns;
    }

    @GetMapping("/api/status")
    @Operation(summary = "Model, index and level now")
    ResponseEntity<Status> status() {
        ModelState state = host.state();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Status(
                        shop.name(),
                        state instanceof ModelState.Ready ? "full" : "cards",
                        Model.of(state),
                        shop.state(),
                        turns.count()));
    }
}
