package io.wenwen.app.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.app.problem.Problem;
import io.wenwen.catalog.price.PricingException;
import io.wenwen.catalog.price.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a basket costs now, with the proof; the basket page asks it. */
@RestController
@RequestMapping("/api/price")
@Tag(name = "price", description = "What a basket costs, with its certificate")
class PriceController {

    private static final int MOST_LINES = 100;
    private static final int MOST_PIECES = 999;

    record WantedLine(@Nullable String sku, int quantity) {}

    record Wanted(@Nullable List<WantedLine> lines) {}

    /** One rule that was used; {@code off} in 分. */
    record Used(
            String rule, int version, String kind, @Nullable String name, long off) {}

    /** One line; all in 分. */
    record Line(String sku, int pieces, long list, long item, long paid) {}

    /** Why nothing is cheaper. */
    record Proof(boolean proven, long compared, long excluded, long lowerBound) {}

    /** A priced basket; {@code certificate} is the canonical JSON whose SHA-256 is {@code certificate_id}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Priced(
            long pay,
            long list,
            long freight,
            long deposit,
            List<Line> lines,
            List<Used> used,
            Map<String, String> unused,
            Proof proof,
            String certificateId,
            String certificate) {}

    private final OpenShop shop;

    PriceController(OpenShop shop) {
        this.shop = shop;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The lowest price of a basket, the rules it follows from, and the certificate")
    Priced price(@RequestBody Wanted body) {
        List<WantedLine> lines = body.lines() == null ? List.of() : body.lines();
        Map<String, Integer> pieces = new LinkedHashMap<>();
        for (WantedLine line : lines) {
            String sku = line.sku();
            if (sku == null || sku.isBlank() || line.quantity() < 1 || line.quantity() > MOST_PIECES) {
                throw Problem.INVALID_PARAMETER.with("lines");
            }
            pieces.merge(sku, line.quantity(), Integer::sum);
        }
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw Problem.INVALID_PARAMETER.with("lines");
        }
        try {
            return BasketQuotes.of(shop.catalog(), pieces)
                    .map(PriceController::view)
                    .orElseThrow(() -> Problem.INVALID_PARAMETER.with("lines.sku"));
        } catch (PricingException e) {
            throw Problem.INVALID_PARAMETER.with("lines: " + e.getMessage());
        }
    }

    static Priced view(Quote quote) {
        Map<String, String> unused = new LinkedHashMap<>();
        quote.unused().forEach((id, why) -> unused.put(id, why.code()));
        return new Priced(
                quote.payable(),
                quote.list(),
                quote.freight(),
                quote.deposit(),
                quote.lines().stream()
                        .map(l -> new Line(l.line().sku(), l.line().pieces(), l.list(), l.item(), l.paid()))
                        .toList(),
                quote.applied().stream()
                        .map(a -> new Used(
                                a.rule().id(),
                                a.rule().version(),
                                a.rule().kind().code(),
                                a.rule().name(),
                                a.off()))
                        .toList(),
                unused,
                new Proof(
                        quote.proof().proven(),
                        quote.proof().compared(),
                        quote.proof().excluded(),
                        quote.proof().lowerBound()),
                quote.certificate().id(),
                quote.certificate().json());
    }
}
