package io.wenwen.core.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.core.kernel.Prompt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/completions}: a text goes on, without the chat template. */
@RestController
@Tag(name = "openai")
class CompletionController extends ApiController {

    private final ServedModels models;
    private final OpenAiSettings settings;
    private final GenerationPlaces places;

    CompletionController(ServedModels models, OpenAiSettings settings, GenerationPlaces places) {
        this.models = models;
        this.settings = settings;
        this.places = places;
    }

    @PostMapping("/v1/completions")
    @Operation(summary = "Go on from a text, whole or as a stream", description = "As OpenAI's (legacy) completions.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples =
                                    @ExampleObject(
                                            "{\"model\": \"qwen2.5-coder-0.5b-instruct\", \"prompt\": \"从前有座山，\", \"max_tokens\": 32}")))
    @ApiResponse(
            responseCode = "200",
            content = {@Content(mediaType = "application/json"), @Content(mediaType = "text/event-stream")})
    void complete(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        CompletionRequest asked =
                CompletionRequest.of(Json.read(request, settings.maxBody().toBytes()), settings);
        ServedModels.Chat model = models.chat(asked.options().model());
        AnswerHead head = AnswerHead.of("cmpl-", model);
        try (Choices choices = new Choices(
                model,
                asked.options(),
                CompletionRequest.MAX_TOKENS,
                asked.alternatives(),
                tenant(request),
                settings.deadline(),
                places.all())) {
            for (String prompt : asked.prompts()) {
                choices.start(Prompt.text(prompt));
            }
            TextAnswer answer = new TextAnswer(head, asked, model.texts(), choices.count());
            if (asked.options().stream()) {
                answer.stream(choices, new EventWriter(response));
            } else {
                answer.whole(choices, new WholeWriter(response));
            }
        }
    }
}
