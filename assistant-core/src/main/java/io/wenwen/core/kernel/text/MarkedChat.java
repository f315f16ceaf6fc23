package io.wenwen.core.kernel.text;

import io.wenwen.core.kernel.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chat as a template sees it, with a mark in place of each text that is not the template's: it can be told afterwards which is which.
 * JSON is marked by a string, which {@code tojson} puts in quotes; both are taken out together. Templates that write a string of JSON
 * as it is put no quotes.
 */
final class MarkedChat {

    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';

    /** @param message which message's own text it is; -1 for other texts, whose order is the template's */
    private record Marked(String text, boolean json, int message) {}

    /** Where a text stands in the rendered chat. */
    record Place(int from, int to, String text) {}

    private final List<Marked> marked = new ArrayList<>();
    private final List<Map<String, Object>> messages = new ArrayList<>();
    private final List<String> tools = new ArrayList<>();
    private final boolean marks;

    MarkedChat(List<Message> chat, List<String> tools) {
        this(chat, tools, true);
    }

    /** The texts themselves, to compare with. */
    static MarkedChat unmarked(List<Message> chat) {
        return new MarkedChat(chat, List.of(), false);
    }

    private MarkedChat(List<Message> chat, List<String> tools, boolean marks) {
        this.marks = marks;
        for (int i = 0; i < chat.size(); i++) {
            messages.add(fields(chat.get(i), i));
        }
        for (String tool : tools) {
            this.tools.add(mark(tool, true, -1));
        }
    }

    private Map<String, Object> fields(Message message, int index) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role().name().toLowerCase(Locale.ROOT));
        // Templates ask whether a message that calls tools says anything besides.
        boolean silent = message.text().isEmpty() && !message.toolCalls().isEmpty();
        fields.put("content", silent ? "" : mark(message.text(), false, index));
        if (!message.toolCalls().isEmpty()) {
            fields.put(
                    "tool_calls",
                    message.toolCalls().stream()
                            .map(call -> Map.of(
                                    "name",
                                    mark(call.name(), false, -1),
                                    "arguments",
                                    mark(call.arguments(), true, -1)))
                            .toList());
        }
        return fields;
    }

    private String mark(String text, boolean json, int message) {
        if (!marks) {
            return text;
        }
        marked.add(new Marked(text, json, message));
        return OPEN + Integer.toString(marked.size() - 1) + CLOSE;
    }

    List<Map<String, Object>> messages() {
        return messages;
    }

    List<String> tools() {
        return tools;
    }

    /**
     * Finds every text in the rendered chat, in reading order.
     *
     * @throws IllegalStateException if one is missing or there twice, or messages are not in order
     */
    List<Place> places(String rendered) {
        List<Place> places = new ArrayList<>();
        int message = 0;
        for (int i = 0; i < marked.size(); i++) {
            Marked one = marked.get(i);
            String mark = OPEN + Integer.toString(i) + CLOSE;
            String quoted = '"' + mark + '"';
            String shown = one.json() && rendered.contains(quoted) ? quoted : mark;
            int from = rendered.indexOf(shown, one.message() < 0 ? 0 : message);
            if (from < 0) {
                throw new IllegalStateException(
                        one.message() < 0
                                ? "It does not place tools and their calls."
                                : "It does not place the text of message " + one.message() + " ("
                                        + messages.get(one.message()).get("role") + ") once and in order.");
            }
            if (rendered.indexOf(mark) != rendered.lastIndexOf(mark)) {
                throw new IllegalStateException("It places a text more than once.");
            }
            places.add(new Place(from, from + shown.length(), one.text()));
            if (one.message() >= 0) {
                message = from + shown.length();
            }
        }
        places.sort(Comparator.comparingInt(Place::from));
        return places;
    }
}
