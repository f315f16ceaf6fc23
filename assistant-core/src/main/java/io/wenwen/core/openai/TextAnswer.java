package io.wenwen.core.openai;

import io.wenwen.core.kernel.TokenChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a plain completion: the same {@code text_completion} objects, one in the end or many as a stream. */
final class TextAnswer {

    private final AnswerHead head;
    private final CompletionRequest request;
    private final TokenTexts texts;
    private final Usage usage;
    private final List<StringBuilder> written = new ArrayList<>();

    TextAnswer(AnswerHead head, CompletionRequest request, TokenTexts texts, int choices) {
        this.head = head;
        this.request = request;
        this.texts = texts;
        this.usage = new Usage(request.options().choices());
        for (int i = 0; i < choices; i++) {
            written.add(new StringBuilder());
        }
    }

    void stream(Choices choices, EventWriter out) throws IOException, InterruptedException {
        try {
            choices.follow(new Choices.Answer() {
                @Override
                public void piece(ChoiceEvent.Piece piece) throws IOException {
                    StringBuilder text = written.get(piece.choice());
                    ObjectNode chunk = head.json("text_completion");
                    chunk.putArray("choices")
                            .add(choice(piece.choice(), piece.text(), piece.tokens(), text.length(), null));
                    text.append(piece.text());
                    send(chunk);
                }

                @Override
                public void end(ChoiceEvent.End end) throws IOException {
                    usage.add(end.choice(), end.completion());
                    ObjectNode chunk = head.json("text_completion");
                    chunk.putArray("choices").add(choice(end.choice(), "", List.of(), 0, Choices.finishReason(end)));
                    send(chunk);
                }

                @Override
                public void ping() throws IOException {
                    out.ping();
                }

                private void send(ObjectNode chunk) throws IOException {
                    if (request.options().includeUsage()) {
                        chunk.putNull("usage");
                    }
                    out.send(chunk);
                }
            });
        } catch (ApiError e) {
            out.send(e.body());
            return;
        }
        if (request.options().includeUsage()) {
            ObjectNode last = head.json("text_completion");
            last.putArray("choices");
            last.set("usage", usage.json());
            out.send(last);
        }
        out.done();
    }

    void whole(Choices choices, WholeWriter out) throws IOException, InterruptedException {
        List<List<TokenChoice>> tokens = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            tokens.add(new ArrayList<>());
            reasons.add("");
        }
        choices.follow(new Choices.Answer() {
            @Override
            public void piece(ChoiceEvent.Piece piece) throws IOException {
                written.get(piece.choice()).append(piece.text());
                tokens.get(piece.choice()).addAll(piece.tokens());
                out.ping();
            }

            @Override
            public void end(ChoiceEvent.End end) {
                usage.add(end.choice(), end.completion());
                reasons.set(end.choice(), Choices.finishReason(end));
            }

            @Override
            public void ping() throws IOException {
                out.ping();
            }
        });
        ObjectNode answer = head.json("text_completion");
        ArrayNode all = answer.putArray("choices");
        for (int i = 0; i < written.size(); i++) {
            all.add(choice(i, written.get(i).toString(), tokens.get(i), 0, reasons.get(i)));
        }
        answer.set("usage", usage.json());
        out.send(answer);
    }

    private ObjectNode choice(
            int index, String text, List<TokenChoice> tokens, int offset, @Nullable String finishReason) {
        ObjectNode choice = Json.object();
        choice.put("index", index);
        choice.put("text", text);
        if (request.alternatives() >= 0 && finishReason == null || !tokens.isEmpty()) {
            choice.set("logprobs", texts.completion(tokens, offset));
        } else {
            choice.putNull("logprobs");
        }
        choice.put("finish_reason", finishReason);
        return choice;
    }
}
