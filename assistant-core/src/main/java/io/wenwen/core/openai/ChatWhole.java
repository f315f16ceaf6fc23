package io.wenwen.core.openai;

import io.wenwen.core.kernel.TokenChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A chat answer gathered to one {@code chat.completion}. */
final class ChatWhole implements Choices.Answer {

    private static final class Choice {
        final StringBuilder text = new StringBuilder();
        final List<TokenChoice> tokens = new ArrayList<>();
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
    public void end(ChoiceEvent.End end) {
        usage.add(end.choice(), end.completion());
        choices.get(end.choice()).finishReason = Choices.finishReason(end.completion());
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
            message.put("content", choice.text.toString());
            message.putNull("refusal");
            message.putArray("annotations");
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
}
