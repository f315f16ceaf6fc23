package io.wenwen.core.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.core.embedding.Embedder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/embeddings}. */
@RestController
@Tag(name = "openai")
class EmbeddingsController extends ApiController {

    /** Each request uses all cores; a second one overlaps its reading and writing. */
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServedModels models;
    private final OpenAiSettings settings;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    EmbeddingsController(ServedModels models, OpenAiSettings settings) {
        this.models = models;
        this.settings = settings;
    }

    @PostMapping("/v1/embeddings")
    @Operation(summary = "Texts as vectors of unit length")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject("{\"model\": \"bge-small-zh-v1.5\", \"input\": [\"防水冲锋衣\"]}")))
    void embed(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        Fields fields = Json.read(request, settings.maxBody().toBytes());
        Embedder embedder = models.embedder(fields.requiredText("model"));
        JsonNode input = fields.required("input");
        if (input.isArray() && !input.isEmpty() && !input.get(0).isString()) {
            throw ApiError.wrongType(
                    "input",
                    "a string or an array of strings",
                    "an array with " + Fields.kind(input.get(0)) + " (token ids are of another tokenizer)");
        }
        List<String> texts = fields.textOrTexts("input", settings.maxEmbeddings());
        boolean base64 = fields.text("encoding_format")
                .map(format -> switch (format) {
                    case "float" -> false;
                    case "base64" -> true;
                    default -> throw ApiError.wrongValue("encoding_format", "supported are 'float' and 'base64'.");
                })
                .orElse(false);
        int dimensions = embedder.dimensions();
        fields.whole("dimensions", 1, Integer.MAX_VALUE).ifPresent(asked -> {
            if (asked != dimensions) {
                throw ApiError.wrongValue("dimensions", "this model's vectors have " + dimensions + ".");
            }
        });
        fields.ignore("user");
        fields.refuseUnknown();
        if (texts.isEmpty() || texts.contains("")) {
            throw ApiError.wrongValue("input", "expected a text, or several, none of them empty.");
        }
        long tokens = 0;
        for (int i = 0; i < texts.size(); i++) {
            int length = embedder.tokens(texts.get(i));
            if (length > embedder.longest()) {
                throw ApiError.badRequest(
                        "input",
                        "context_length_exceeded",
                        "This model's maximum context length is " + embedder.longest() + " tokens, but input " + i
                                + " has " + length + ". Please reduce the length.");
            }
            tokens += length;
        }
        Json.write(response, answer(vectors(embedder, texts), base64, tokens));
    }

    private List<float[]> vectors(Embedder embedder, List<String> texts) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw ApiError.busy("Too many texts are being embedded. Try again later.");
        }
        try {
            return embedder.embedPassages(texts);
        } finally {
            places.release();
        }
    }

    private static ObjectNode answer(List<float[]> vectors, boolean base64, long tokens) {
        ObjectNode answer = Json.object();
        answer.put("object", "list");
        ArrayNode data = answer.putArray("data");
        for (int i = 0; i < vectors.size(); i++) {
            ObjectNode one = data.addObject();
            one.put("object", "embedding");
            one.put("index", i);
            if (base64) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(vectors.get(i).length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(vectors.get(i));
                one.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
            } else {
                ArrayNode vector = one.putArray("embedding");
                for (float value : vectors.get(i)) {
                    vector.add(value);
                }
            }
        }
        answer.put("model", ServedModels.EMBEDDING);
        ObjectNode usage = answer.putObject("usage");
        usage.put("prompt_tokens", tokens);
        usage.put("total_tokens", tokens);
        return answer;
    }
}
