package io.wenwen.core.openai;

import io.wenwen.core.kernel.TokenChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat answer gathered to one {@code chat.completion}. */
final class ChatWhole implements Choices.Answer {

    private static final class Choice {
        final StringBuilder text = new StringBuilder();
        final List<TokenChoice> tokens = new ArrayList<>();
        final List<ChoiceEvent.Call> calls = new ArrayList<>();
        final List<StringBuilder> arguments = new ArrayList<>();
        String finishReason = "";
    }

    private final ChatRequest request;
    private final TokenTexts texts;
    private final WholeWriter writer;
    private final Usage usage;
    private final List<Choice> choices = new ArrayList<>();

    ChatWhole(ChatRequest request, TokenTexts texts, int count, WholeWriter writer) {
        this.request = request;
        this.texts = texts;
        this.writer = writer;
        this.usage = new Usage(request.options().choices());
        for (int i = 0; i < count; i++) {
            choices.add(new Choice());
        }
    }

    @Override
    public void piece(ChoiceEvent.Piece piece) throws IOException {
        Choice choice = choices.get(piece.choice());
        choice.text.append(piece.text());
        choice.tokens.addAll(piece.tokens());
        writer.ping();
    }

    @Override
    public void call(ChoiceEvent.Call call) {
        choices.get(call.choice()).calls.add(call);
        choices.get(call.choice()).arguments.add(new StringBuilder());
    }

    @Override
    public void arguments(ChoiceEvent.Arguments arguments) throws IOException {
        choices.get(arguments.choice()).arguments.get(arguments.call()).append(arguments.text());
        writer.ping();
    }

    @Override
    public void end(ChoiceEvent.End end) {
        usage.add(end.choice(), end.completion());
        choices.get(end.choice()).finishReason = Choices.finishReason(end);
    }

    @Override
    public void ping() throws IOException {
        writer.ping();
    }

    ObjectNode json(AnswerHead head) {
        ObjectNode json = head.json("chat.completion");
        var all = json.putArray("choices");
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            ObjectNode one = all.addObject();
            one.put("index", i);
            ObjectNode message = one.putObject("message");
            message.put("role", "assistant");
            message.put("content", choice.text.isEmpty() && !choice.calls.isEmpty() ? null : choice.text.toString());
            message.putNull("refusal");
            message.putArray("annotations");
            if (!choice.calls.isEmpty()) {
                message.set("tool_calls", calls(choice));
            }
            if (request.alternatives() >= 0) {
                ObjectNode logprobs = one.putObject("logprobs");
                logprobs.set("content", texts.chat(choice.tokens));
                logprobs.putNull("refusal");
            } else {
                one.putNull("logprobs");
            }
            one.put("finish_reason", choice.finishReason);
        }
        json.set("usage", usage.json());
        return json;
    }

    private static ArrayNode calls(Choice choice) {
        ArrayNode calls = Json.array();
        for (int i = 0; i < choice.calls.size(); i++) {
            ObjectNode call = calls.addObject();
            call.put("id", choice.calls.get(i).id());
            call.put("type", "function");
            call.putObject("function")
                    .put("name", choice.calls.get(i).name())
                    .put("arguments", choice.arguments.get(i).toString());
        }
        return calls;
    }
}
