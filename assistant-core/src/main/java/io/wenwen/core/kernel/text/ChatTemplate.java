package io.wenwen.core.kernel.text;

import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.Metadata;
import io.wenwen.core.kernel.model.ModelFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model file's own chat template: messages in, the token ids that the model was trained on out. Control tokens come from
 * the template alone; a message's text is encoded as text, so nothing that a user types can open or close a turn.
 *
 * <p>The template is rendered with a mark in place of each message's text; the marks are replaced afterwards. Opening
 * therefore refuses a template that does anything with the texts but place each of them, once and in order. Thread-safe.
 */
public final class ChatTemplate {

    private static final String KEY = "tokenizer.chat_template";

    private final JinjaTemplate jinja;
    private final boolean thinking;
    private final boolean takesTools;

    private ChatTemplate(JinjaTemplate jinja, boolean thinking) {
        this.jinja = jinja;
        this.thinking = thinking;
        this.takesTools = provesTools();
    }

    /** @throws ModelFileException if the file has no template, or one that cannot be rendered faithfully */
    public static ChatTemplate of(GgufFile file) throws ModelFileException {
        Metadata metadata = file.metadata();
        if (!metadata.has(KEY)) {
            throw new ModelFileException(metadata.file() + " has no chat template (" + KEY
                    + "): it is not made for conversation. Get an instruction-tuned model, e.g. one named Instruct.");
        }
        ChatTemplate template = new ChatTemplate(new JinjaTemplate(metadata.text(KEY)), false);
        try {
            template.prove();
        } catch (IllegalStateException e) {
            throw new ModelFileException(metadata.file() + ": the chat template cannot be used: " + e.getMessage()
                    + " Supported are templates like those of Qwen2, Qwen2.5 and Qwen3.");
        }
        return template;
    }

    /**
     * The same template for a model that may think aloud before it answers, as Qwen3 does; as it comes, such a model answers at once.
     * Templates of other models take no notice.
     */
    public ChatTemplate thinking() {
        return new ChatTemplate(jinja, true);
    }

    /** True if the template has a place for definitions of tools. */
    public boolean takesTools() {
        return takesTools;
    }

    /** The ids of the whole chat. With {@code addGenerationPrompt} they end where the assistant's answer begins. */
    public int[] encode(List<Message> messages, BytePairTokenizer tokenizer, boolean addGenerationPrompt) {
        return encode(messages, List.of(), tokenizer, addGenerationPrompt);
    }

    /**
     * The same with definitions of tools, each a JSON object.
     *
     * @throws IllegalArgumentException if there are tools and the template has no place for them
     */
    public int[] encode(
            List<Message> messages, List<String> tools, BytePairTokenizer tokenizer, boolean addGenerationPrompt) {
        boolean calls = messages.stream().anyMatch(m -> !m.toolCalls().isEmpty() || m.role() == Message.Role.TOOL);
        if (!takesTools && (calls || !tools.isEmpty())) {
            throw new IllegalArgumentException(
                    "The chat template of this model knows no tools. Ask without tools, or use a model made for them.");
        }
        IntStream.Builder ids = IntStream.builder();
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces(new MarkedChat(messages, tools), addGenerationPrompt)) {
            switch (piece) {
                case Piece.Words(String words) -> text.append(words);
                case Piece.Frame(String frame) -> frame(frame, tokenizer, text, ids);
            }
        }
        flush(text, tokenizer, ids);
        return ids.build().toArray();
    }

    /**
     * The ids that every chat beginning with the first {@code count} of these messages begins with, whatever follows: what
     * a prefix cache may keep. Empty for no message.
     */
    public int[] encodePrefix(List<Message> messages, int count, BytePairTokenizer tokenizer) {
        return encodePrefix(messages, count, List.of(), tokenizer);
    }

    /** The same with definitions of tools, each a JSON object. */
    public int[] encodePrefix(List<Message> messages, int count, List<String> tools, BytePairTokenizer tokenizer) {
        if (count == 0) {
            return new int[0];
        }
        int[] prefix = encode(messages.subList(0, count), tools, tokenizer, false);
        List<Message> open = new ArrayList<>(messages.subList(0, count));
        open.add(Message.user("\n"));
        int[] continued = encode(open, tools, tokenizer, false);
        int same = Arrays.mismatch(prefix, continued);
        int shared = same < 0 ? prefix.length : same;
        boolean goesOnWithControl = shared < continued.length && tokenizer.isControl(continued[shared]);
        if (shared < prefix.length || !goesOnWithControl) {
            // The template goes on within text, which a following word could join: step back to the last control token.
            while (shared > 0 && !tokenizer.isControl(prefix[shared - 1])) {
                shared--;
            }
        }
        return Arrays.copyOf(prefix, shared);
    }

    /** A run of the rendered chat: the template's own text, or a message's. */
    private sealed interface Piece {
        record Frame(String text) implements Piece {}

        record Words(String text) implements Piece {}
    }

    private List<Piece> pieces(MarkedChat chat, boolean addGenerationPrompt) {
        String rendered = jinja.render(chat, addGenerationPrompt, thinking);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (MarkedChat.Place place : chat.places(rendered)) {
            pieces.add(new Piece.Frame(rendered.substring(at, place.from())));
            pieces.add(new Piece.Words(place.text()));
            at = place.to();
        }
        pieces.add(new Piece.Frame(rendered.substring(at)));
        return pieces;
    }

    private static void frame(String frame, BytePairTokenizer tokenizer, StringBuilder text, IntStream.Builder ids) {
        int at = 0;
        while (at < frame.length()) {
            String control = controlAt(frame, at, tokenizer);
            if (control.isEmpty()) {
                text.append(frame.charAt(at++));
            } else {
                flush(text, tokenizer, ids);
                ids.add(tokenizer.controlToken(control));
                at += control.length();
            }
        }
    }

    private static String controlAt(String frame, int at, BytePairTokenizer tokenizer) {
        for (String control : tokenizer.controlTexts()) {
            if (frame.startsWith(control, at)) {
                return control;
            }
        }
        return "";
    }

    /** Frame and words between two control tokens are encoded as one text: that is how the model met them. */
    private static void flush(StringBuilder text, BytePairTokenizer tokenizer, IntStream.Builder ids) {
        if (!text.isEmpty()) {
            Arrays.stream(tokenizer.encode(text.toString())).forEach(ids);
            text.setLength(0);
        }
    }

    /** Renders sample chats with marks and without; they must come out the same. */
    private void prove() {
        Message system = Message.system("你是导购。");
        Message user = Message.user(" 有伞吗？\n");
        Message assistant = Message.assistant("有。");
        List<List<Message>> samples = List.of(
                List.of(user),
                List.of(system, user),
                List.of(system, user, assistant, user),
                List.of(system, Message.user("")));
        for (List<Message> sample : samples) {
            for (boolean open : new boolean[] {true, false}) {
                String plain = jinja.render(MarkedChat.unmarked(sample), open, thinking);
                StringBuilder joined = new StringBuilder();
                for (Piece piece : pieces(new MarkedChat(sample, List.of()), open)) {
                    joined.append(
                            switch (piece) {
                                case Piece.Frame(String text) -> text;
                                case Piece.Words(String text) -> text;
                            });
                }
                if (!plain.contentEquals(joined)) {
                    throw new IllegalStateException("It changes the texts of messages or depends on what they say.");
                }
            }
        }
    }

    /** Renders a chat in which a tool is defined, called and answered; each text must have its place. */
    private boolean provesTools() {
        List<Message> sample = List.of(
                Message.system("你是导购。"),
                Message.user("有伞吗？"),
                new Message(Message.Role.ASSISTANT, "", List.of(new Message.ToolCall("find", "{}"))),
                new Message(Message.Role.TOOL, "有。"));
        try {
            pieces(new MarkedChat(sample, List.of("{}")), true);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
