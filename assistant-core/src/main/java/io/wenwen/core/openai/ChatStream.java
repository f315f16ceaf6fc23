package io.wenwen.core.openai;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A chat answer as a stream of {@code chat.completion.chunk}. */
final class ChatStream implements Choices.Answer {

    private final AnswerHead head;
    private final ChatRequest request;
    private final TokenTexts texts;
    private final EventWriter out;
    private final Usage usage;

    ChatStream(AnswerHead head, ChatRequest request, TokenTexts texts, EventWriter out) {
        this.head = head;
        this.request = request;
        this.texts = texts;
        this.out = out;
        this.usage = new Usage(request.options().choices());
    }

    /** From the first chunk to {@code [DONE]}; a failure on the way is told in the stream. */
    void follow(Choices choices) throws IOException, InterruptedException {
        for (int i = 0; i < choices.count(); i++) {
            ObjectNode delta = Json.object();
            delta.put("role", "assistant");
            delta.put("content", "");
            out.send(chunk(i, delta, null));
        }
        try {
            choices.follow(this);
        } catch (ApiError e) {
            out.send(e.body());
            return;
        }
        if (request.options().includeUsage()) {
            ObjectNode last = head.json("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage.json());
            out.send(last);
        }
        out.done();
    }

    @Override
    public void piece(ChoiceEvent.Piece piece) throws IOException {
        ObjectNode delta = Json.object();
        delta.put("content", piece.text());
        ObjectNode chunk = chunk(piece.choice(), delta, null);
        if (request.alternatives() >= 0) {
            ObjectNode logprobs = Json.object();
            logprobs.set("content", texts.chat(piece.tokens()));
            logprobs.putNull("refusal");
            ((ObjectNode) chunk.get("choices").get(0)).set("logprobs", logprobs);
        }
        out.send(chunk);
    }

    @Override
    public void call(ChoiceEvent.Call call) throws IOException {
        ObjectNode delta = Json.object();
        ObjectNode begun = delta.putArray("tool_calls").addObject();
        begun.put("index", call.call());
        begun.put("id", call.id());
        begun.put("type", "function");
        begun.putObject("function").put("name", call.name()).put("arguments", "");
        out.send(chunk(call.choice(), delta, null));
    }

    @Override
    public void arguments(ChoiceEvent.Arguments arguments) throws IOException {
        ObjectNode delta = Json.object();
        ObjectNode more = delta.putArray("tool_calls").addObject();
        more.put("index", arguments.call());
        more.putObject("function").put("arguments", arguments.text());
        out.send(chunk(arguments.choice(), delta, null));
    }

    @Override
    public void end(ChoiceEvent.End end) throws IOException {
        usage.add(end.choice(), end.completion());
        out.send(chunk(end.choice(), Json.object(), Choices.finishReason(end)));
    }

    @Override
    public void ping() throws IOException {
        out.ping();
    }

    private ObjectNode chunk(int index, ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = head.json("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs");
        choice.put("finish_reason", finishReason);
        if (request.options().includeUsage()) {
            chunk.putNull("usage");
        }
        return chunk;
    }
}
