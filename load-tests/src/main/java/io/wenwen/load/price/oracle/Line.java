package io.wenwen.load.price.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a basket as section 2 describes it; {@code presale} is the id of the rule under which it is bought. */
record Line(
        String id,
        String sku,
        String product,
        String shop,
        List<String> category,
        long unit,
        int pieces,
        @Nullable String presale) {}
