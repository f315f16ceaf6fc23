package io.wenwen.app.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the shop's catalogue stands. */
@Component
class ShopIndex {

    /**
     * The index in plain fields.
     *
     * @param state {@code building}, {@code ready} or {@code failed}
     * @param share of the building, 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(
            String state,
            double share,
            long products,
            boolean vectors,
            @Nullable String why) {}

    State state() {
        return new State("building", 0, 0, false, null);
    }

    String name() {
        return "问问";
    }
}
