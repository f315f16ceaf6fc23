package io.wenwen.app.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Hidden;
import io.wenwen.app.operate.Home;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.price.PricingException;
import io.wenwen.catalog.price.Quote;
import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleBook;
import io.wenwen.catalog.price.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Operators try price rules on baskets before they go live. Behind the agents' login; nothing changes a price until it is put into
 * {@code price-rules.jsonl} of the shop's home and the shop is started anew.
 */
@Controller
@Hidden
class PromotionDeskController {

    private static final int LONGEST = 200_000;
    private static final int MOST_BASKETS = 50;

    private final OpenShop shop;
    private final Path live;

    PromotionDeskController(OpenShop shop, Home home) {
        this.shop = shop;
        this.live = home.shop().resolve("price-rules.jsonl");
    }

    /** Rules in force that are written as rules, one JSON object a line. */
    record Live(String rules) {}

    /**
     * @param rules drafts, one JSON object a line; they take the place of the rules in force
     * @param baskets pieces by SKU
     */
    record Trial(@Nullable String rules, @Nullable List<Map<String, Integer>> baskets) {}

    /** One basket by the rules in force and by the drafts, in 分. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Compared(
            @Nullable Long before,
            @Nullable Long after,
            List<String> used,
            Map<String, String> unused,
            boolean proven) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Simulated(@Nullable String wrong, int rules, List<Compared> baskets) {}

    @GetMapping("/desk/promotions")
    String page() {
        return "forward:/desk/promotions.html";
    }

    @GetMapping("/api/desk/promotions")
    @ResponseBody
    Live live() throws IOException {
        return new Live(Files.exists(live) ? Files.readString(live) : "");
    }

    @PostMapping("/api/desk/promotions/simulate")
    @ResponseBody
    Simulated simulate(@RequestBody Trial trial) {
        String text = trial.rules() == null ? "" : trial.rules();
        List<Map<String, Integer>> baskets = trial.baskets() == null ? List.of() : trial.baskets();
        if (text.length() > LONGEST || baskets.size() > MOST_BASKETS) {
            throw Problem.INVALID_PARAMETER.with("rules, baskets");
        }
        Catalog catalog = shop.catalog();
        try {
            List<Rule> drafts = new ArrayList<>(RuleFile.parse(text, "rules"));
            RuleBook tried = new RuleBook(catalog.promotions(), kept(catalog, drafts), Instant.now());
            List<Compared> compared = new ArrayList<>();
            for (Map<String, Integer> basket : baskets) {
                compared.add(compare(catalog, tried, basket));
            }
            return new Simulated(null, drafts.size(), compared);
        } catch (IOException | PricingException e) {
            return new Simulated(String.valueOf(e.getMessage()), 0, List.of());
        }
    }

    /** What is not in the file stays, such as freight that came with the shop; drafts replace rules of their ids. */
    private List<Rule> kept(Catalog catalog, List<Rule> drafts) throws IOException {
        List<String> replaced =
                new ArrayList<>(RuleFile.read(live).stream().map(Rule::id).toList());
        drafts.forEach(r -> replaced.add(r.id()));
        catalog.promotions().forEach(p -> replaced.add(p.id()));
        List<Rule> all = new ArrayList<>(drafts);
        catalog.rules().rules().stream().filter(r -> !replaced.contains(r.id())).forEach(all::add);
        return all;
    }

    private static Compared compare(Catalog catalog, RuleBook tried, Map<String, Integer> basket) {
        Map<String, Integer> pieces = new LinkedHashMap<>(basket);
        Quote before = BasketQuotes.of(catalog, pieces).orElse(null);
        Quote after = BasketQuotes.of(catalog, tried, pieces).orElse(null);
        Map<String, String> unused = new LinkedHashMap<>();
        if (after != null) {
            after.unused().forEach((id, why) -> unused.put(id, why.code()));
        }
        return new Compared(
                before == null ? null : before.payable(),
                after == null ? null : after.payable(),
                after == null
                        ? List.of()
                        : after.applied().stream()
                                .map(a -> a.rule().id() + " -" + a.off())
                                .toList(),
                unused,
                after != null && after.proof().proven());
    }
}
