package io.wenwen.load.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One turn in which an amount is asked for; the fields are those of {@code docs/shopper-suite.md}.
 *
 * @param gold amounts in 分 that the answer must name
 * @param wrong amounts in 分 that it must not name
 * @param entitled the gold depends on entitlements that a turn cannot carry
 */
public record PriceTurn(
        String id,
        String conversation,
        String message,
        String locale,
        String kind,
        List<String> shown,
        Set<Long> gold,
        Set<Long> wrong,
        boolean entitled) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads {@code price-turns.jsonl}.
     *
     * @throws SuiteFormatException naming each line that is wrong
     */
    public static List<PriceTurn> read(Path file) throws IOException, SuiteFormatException {
        List<PriceTurn> turns = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode row = JSON.readTree(line);
                PriceTurn turn = new PriceTurn(
                        row.path("id").asString(""),
                        row.path("conversation").asString(""),
                        row.path("message").asString(""),
                        row.path("locale").asString("zh-CN"),
                        row.path("kind").asString(""),
                        texts(row.path("shown")),
                        amounts(row.path("gold_amounts_fen")),
                        amounts(row.path("wrong_amounts_fen")),
                        row.has("user"));
                if (turn.id().isEmpty()
                        || turn.conversation().isEmpty()
                        || turn.message().isEmpty()) {
                    problems.add(file.getFileName() + ":" + number + ": needs id, conversation and message");
                } else if (!SuiteTurn.KINDS.contains(turn.kind())) {
                    problems.add(file.getFileName() + ":" + number + ": kind is '" + turn.kind() + "'");
                } else {
                    turns.add(turn);
                }
            } catch (JacksonException e) {
                problems.add(file.getFileName() + ":" + number + ": not one JSON object: " + e.getOriginalMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new SuiteFormatException(problems);
        }
        return turns;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(t -> texts.add(t.asString("")));
        return texts;
    }

    private static Set<Long> amounts(JsonNode list) {
        Set<Long> amounts = new LinkedHashSet<>();
        list.forEach(a -> amounts.add(a.longValue()));
        return amounts;
    }
}
