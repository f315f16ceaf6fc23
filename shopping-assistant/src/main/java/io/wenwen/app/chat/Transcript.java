package io.wenwen.app.chat;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes a turn's events as a person reads them. Cards become a table, prose runs on as it arrives. */
final class Transcript {

    private static final int NAME_CELLS = 40;
    private static final int CELL = 28;

    private final PrintStream out;
    private final boolean english;
    private boolean inText;

    Transcript(PrintStream out, boolean english) {
        this.out = out;
        this.english = english;
    }

    /** @return false after the turn's last event */
    boolean show(String event, JsonNode data) {
        if (!event.equals("text") && inText) {
            out.println();
            inText = false;
        }
        switch (event) {
            case "level" -> level(data);
            case "cards" -> cards(data);
            case "compare" -> compare(data);
            case "price" -> price(data);
            case "question" -> {
                out.println(text(data, "text"));
                options(data.path("options"));
            }
            case "chips" -> options(data.path("chips"));
            case "text" -> {
                out.print(text(data, "text"));
                out.flush();
                inText = true;
            }
            case "done" -> {
                done(data);
                return false;
            }
            case "error" -> {
                out.println("✗ " + text(data, "message"));
                out.println("  → " + text(data, "advice"));
                return false;
            }
            default -> {
                // The page acts on it; a terminal cannot.
            }
        }
        return true;
    }

    private void level(JsonNode data) {
        if (!text(data, "level").equals("full") && data.hasNonNull("reason")) {
            out.println("（" + text(data, "reason") + "）");
        }
    }

    private void cards(JsonNode data) {
        JsonNode cards = data.path("cards");
        if (cards.isEmpty()) {
            return;
        }
        Columns table = new Columns();
        table.row(english ? List.of("#", "product", "price", "stars", "checks") : List.of("#", "商品", "价格", "评分", "符合"));
        int number = 0;
        for (JsonNode card : cards) {
            number++;
            table.row(List.of(
                    String.valueOf(number),
                    Columns.cut(text(card, "name") + variant(card), NAME_CELLS),
                    yuan(card.path("price").asLong()),
                    card.path("rating").asDouble() > 0 ? card.path("rating").asString("") : "-",
                    checks(card)));
        }
        table.lines(NAME_CELLS).forEach(out::println);
        long total = data.path("total").asLong();
        if (total > number) {
            out.println(english ? "  " + total + " in all" : "  共 " + total + " 件");
        }
    }

    private static String variant(JsonNode card) {
        List<String> values = new ArrayList<>();
        card.path("options").forEach(v -> values.add(v.asString("")));
        return values.isEmpty() ? "" : " " + String.join("/", values);
    }

    private static String checks(JsonNode card) {
        List<String> marks = new ArrayList<>();
        for (JsonNode check : card.path("checks")) {
            String value = check.hasNonNull("value") ? text(check, "value") : "?";
            String attribute = text(check.path("constraint"), "attribute");
            String shown = attribute.equals("price") || attribute.equals("category") ? value : attribute + " " + value;
            marks.add((check.path("holds").asBoolean() ? "✓" : "✗") + shown);
        }
        return String.join(" ", marks);
    }

    private void compare(JsonNode data) {
        Columns table = new Columns();
        table.row(withHead("", data.path("names")));
        for (JsonNode row : data.path("rows")) {
            String mark = row.path("differs").asBoolean() ? "≠ " : "  ";
            table.row(withHead(mark + text(row, "attribute"), row.path("values")));
        }
        table.lines(CELL).forEach(out::println);
    }

    private static List<String> withHead(String head, JsonNode values) {
        List<String> cells = new ArrayList<>(List.of(head));
        values.forEach(v -> cells.add(v.asString("-")));
        return cells;
    }

    private void price(JsonNode data) {
        Columns table = new Columns();
        table.row(List.of(
                english ? "list price" : "原价", yuan(data.path("list_price").asLong())));
        for (JsonNode line : data.path("lines")) {
            table.row(List.of(text(line, "label"), yuan(line.path("amount").asLong())));
        }
        table.row(List.of(english ? "to pay" : "到手价", yuan(data.path("pay").asLong())));
        table.lines(CELL).forEach(line -> out.println("  " + line));
    }

    private void options(JsonNode chips) {
        List<String> labels = new ArrayList<>();
        chips.forEach(c -> labels.add(text(c, "label")));
        if (!labels.isEmpty()) {
            out.println((english ? "  try: " : "  可以说：") + String.join(" · ", labels));
        }
    }

    private void done(JsonNode data) {
        List<String> facts = new ArrayList<>(List.of(english ? "made by AI" : "由 AI 生成", text(data, "level")));
        if (!List.of("", "none").contains(text(data, "model"))) {
            facts.add(text(data, "model"));
        }
        if (data.hasNonNull("tokens_per_second")) {
            facts.add(Math.round(data.path("tokens_per_second").asDouble()) + " tokens/s");
        }
        out.println("  — " + String.join(" · ", facts));
    }

    private String yuan(long fen) {
        String amount = BigDecimal.valueOf(fen, 2).stripTrailingZeros().toPlainString();
        return english ? "¥" + amount : amount + "元";
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
