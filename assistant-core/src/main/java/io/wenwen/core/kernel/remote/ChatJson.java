package io.wenwen.core.kernel.remote;

import io.wenwen.core.kernel.Completion.Ending;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Sampling;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The request and the chunks of a streamed chat completion, as far as every server knows them. */
final class ChatJson {

    private ChatJson() {}

    /** @param usage {@code null} where the chunk tells none */
    record Chunk(
            String text, @Nullable Ending ending, @Nullable Used usage) {}

    record Used(int prompt, int completion) {}

    static byte[] request(String model, GenerationRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", model);
        ArrayNode messages = json.putArray("messages");
        for (Message message : request.prompt().messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.text());
        }
        Sampling sampling = request.sampling();
        json.put("temperature", sampling.temperature());
        json.put("top_p", sampling.topP());
        if (sampling.presencePenalty() != 0 || sampling.frequencyPenalty() != 0) {
            json.put("presence_penalty", sampling.presencePenalty());
            json.put("frequency_penalty", sampling.frequencyPenalty());
        }
        // Some servers read 32 bits, none below 0.
        json.put("seed", sampling.seed() & Integer.MAX_VALUE);
        json.put("max_tokens", request.maxTokens());
        List<String> stop = request.stop();
        if (!stop.isEmpty()) {
            ArrayNode stops = json.putArray("stop");
            stop.forEach(stops::add);
        }
        json.put("stream", true);
        json.putObject("stream_options").put("include_usage", true);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    static Chunk chunk(String data) throws RemoteFailure {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(data);
        } catch (JacksonException e) {
            throw RemoteFailure.notUnderstood();
        }
        if (json.hasNonNull("error")) {
            JsonNode error = json.get("error");
            throw RemoteFailure.inStream(
                    error.path("code").asString(error.path("type").asString("")));
        }
        if (!json.path("choices").isArray()) {
            throw RemoteFailure.notUnderstood();
        }
        JsonNode choice = json.path("choices").path(0);
        JsonNode usage = json.path("usage");
        return new Chunk(
                choice.path("delta").path("content").asString(""),
                ending(choice.path("finish_reason").asString("")),
                usage.isObject()
                        ? new Used(
                                usage.path("prompt_tokens").asInt(0),
                                usage.path("completion_tokens").asInt(0))
                        : null);
    }

    private static @Nullable Ending ending(String finishReason) {
        return switch (finishReason) {
            case "" -> null;
            case "stop" -> Ending.END_OF_TURN;
            case "length" -> Ending.TOKEN_BUDGET;
            // A filter, or a tool that was not offered: the text is not what was asked for.
            default -> Ending.FAILED;
        };
    }
}
