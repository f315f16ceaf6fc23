package io.wenwen.core.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.constrain.CompiledConstraint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/chat/completions}. */
@RestController
@Tag(name = "openai", description = "The language model, as OpenAI's clients speak to it")
class ChatController extends ApiController {

    private final ServedModels models;
    private final OpenAiSettings settings;
    private final GenerationPlaces places;

    ChatController(ServedModels models, OpenAiSettings settings, GenerationPlaces places) {
        this.models = models;
        this.settings = settings;
        this.places = places;
    }

    @PostMapping("/v1/chat/completions")
    @Operation(
            summary = "Answer a chat, whole or as a stream",
            description = "As OpenAI's chat completions; docs/http-api.md says which parameters.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples =
                                    @ExampleObject(
                                            "{\"model\": \"qwen2.5-coder-0.5b-instruct\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"你好\"}]}")))
    @ApiResponse(
            responseCode = "200",
            content = {@Content(mediaType = "application/json"), @Content(mediaType = "text/event-stream")})
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        ChatRequest chat = ChatRequest.of(Json.read(request, settings.maxBody().toBytes()), settings);
        ServedModels.Chat model = models.chat(chat.options().model());
        AnswerHead head = AnswerHead.of("chatcmpl-", model);
        try (Choices choices = new Choices(
                model,
                chat.options(),
                settings.maxTokens(),
                chat.alternatives(),
                tenant(request),
                settings.deadline(),
                places.all())) {
            choices.start(new Prompt(chat.messages(), 0, "", chat.tools().definitions()), constraints(chat, model));
            if (chat.options().stream()) {
                new ChatStream(head, chat, model.texts(), new EventWriter(response)).follow(choices);
            } else {
                WholeWriter writer = new WholeWriter(response);
                ChatWhole whole = new ChatWhole(chat, model.texts(), choices.count(), writer);
                choices.follow(whole);
                writer.send(whole.json(head));
            }
        }
    }

    /** What each choice must keep to. */
    private static Supplier<@Nullable TokenConstraint> constraints(ChatRequest chat, ServedModels.Chat model) {
        if (chat.tools().any()) {
            if (model.tokenizer().marker(CallConstraint.OPEN) < 0
                    || model.tokenizer().marker(CallConstraint.CLOSE) < 0) {
                throw ApiError.unsupported("tools", "It was not trained to call functions.");
            }
            CallForm form = chat.tools().compile(model.constraints(), model.tokenizer());
            return () -> new CallConstraint(model.tokenizer(), form, model.plain());
        }
        if (chat.schema().isPresent()) {
            CompiledConstraint json = ApiError.schema(
                    "response_format",
                    () -> model.constraints().jsonSchema(chat.schema().get(), ToolUse.FORM));
            return json::start;
        }
        return () -> null;
    }
}
