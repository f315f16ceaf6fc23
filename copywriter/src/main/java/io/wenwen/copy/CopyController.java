package io.wenwen.copy;

import io.wenwen.catalog.product.ProductId;
import io.wenwen.core.dialogue.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Copy over HTTP. The application lets in only who shows a merchant key. */
@RestController
@RequestMapping("/api/copy")
class CopyController {

    static final long MOST_BYTES = 16 * 1024;
    private static final int LONGEST_SHOWN = 40;

    private final Copywriter copywriter;

    CopyController(Copywriter copywriter) {
        this.copywriter = copywriter;
    }

    /**
     * What copy is asked for.
     *
     * @param product id of the catalogue
     * @param locale {@code zh-CN} (also where absent) or {@code en}
     * @param tone {@code warm} (also where absent) or {@code concise}
     * @param seed for the same copy again; drawn where absent
     */
    record Wish(
            @Nullable String product,
            @Nullable String locale,
            @Nullable String tone,
            @Nullable Long seed) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ProductCopy write(@RequestBody Wish wish, HttpServletRequest request) throws InterruptedException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw CopyRefusedException.tooLarge(request.getContentLengthLong(), MOST_BYTES);
        }
        long seed = wish.seed() == null ? RandomGenerator.getDefault().nextInt(1, Integer.MAX_VALUE) : wish.seed();
        return copywriter.write(product(wish), language(wish), tone(wish), seed);
    }

    private static ProductId product(Wish wish) {
        String id = wish.product();
        if (id == null || id.isBlank() || id.length() > 128) {
            throw CopyRefusedException.badField(
                    "product",
                    id == null || id.isBlank() ? "missing" : id.length() + " characters long",
                    "a product id of 1 to 128 characters");
        }
        return new ProductId(id);
    }

    private static Language language(Wish wish) {
        String locale = wish.locale() == null ? "zh-cn" : wish.locale().toLowerCase(Locale.ROOT);
        return switch (locale) {
            case "zh", "zh-cn" -> Language.ZH;
            case "en", "en-us", "en-gb" -> Language.EN;
            default -> throw CopyRefusedException.badField("locale", shown(locale), "zh-CN or en");
        };
    }

    private static Tone tone(Wish wish) {
        String label = wish.tone();
        return label == null
                ? Tone.WARM
                : Tone.of(label)
                        .orElseThrow(
                                () -> CopyRefusedException.badField("tone", shown(label), "one of " + Tone.known()));
    }

    private static String shown(String value) {
        return "'" + (value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "…" : value) + "'";
    }

    @ExceptionHandler(CopyRefusedException.class)
    ResponseEntity<ProblemDetail> refused(CopyRefusedException refusal) {
        ProblemDetail problem = ProblemDetail.forStatus(refusal.status());
        problem.setDetail(refusal.getMessage());
        problem.setType(URI.create("urn:wenwen:problem:" + refusal.code()));
        problem.setProperty("code", refusal.code());
        problem.setProperty("advice", refusal.advice());
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(refusal.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (refusal.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return answer.body(problem);
    }
}
