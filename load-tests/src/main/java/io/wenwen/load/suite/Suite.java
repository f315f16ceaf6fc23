package io.wenwen.load.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Labelled turns over one shop, checked line by line while they are read. */
public record Suite(String name, ShopFacts shop, List<SuiteTurn> turns) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> OPERATORS = Set.of("=", "!=", "<=", ">=", "~");
    private static final Set<String> FIELDS = Set.of(
            "id",
            "conversation",
            "message",
            "locale",
            "kind",
            "constraints",
            "acceptable",
            "borderline",
            "relax",
            "facts",
            "wrong",
            "shown",
            "note");
    private static final int PROBLEMS_SHOWN = 50;

    /**
     * Reads {@code turns.jsonl} against a shop.
     *
     * @throws SuiteFormatException naming each line that is wrong and what it should be
     */
    public static Suite read(String name, Path turns, ShopFacts shop) throws IOException, SuiteFormatException {
        List<String> problems = new ArrayList<>();
        List<SuiteTurn> read = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : Files.readAllLines(turns)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String where = turns.getFileName() + ":" + number + ": ";
            JsonNode row;
            try {
                row = JSON.readTree(line);
            } catch (JacksonException e) {
                problems.add(where + "not one JSON object: " + e.getOriginalMessage());
                continue;
            }
            int before = problems.size();
            SuiteTurn turn = turn(row, where, shop, problems);
            if (!ids.add(turn.id())) {
                problems.add(where + "the id '" + turn.id() + "' is used before; ids are unique.");
            }
            if (problems.size() == before) {
                read.add(turn);
            }
            if (problems.size() > PROBLEMS_SHOWN) {
                break;
            }
        }
        if (read.isEmpty() && problems.isEmpty()) {
            problems.add(turns + " holds no turn.");
        }
        if (!problems.isEmpty()) {
            throw new SuiteFormatException(problems);
        }
        return new Suite(name, shop, read);
    }

    private static SuiteTurn turn(JsonNode row, String where, ShopFacts shop, List<String> problems) {
        for (String field : row.propertyNames()) {
            if (!FIELDS.contains(field)) {
                problems.add(
                        where + "unknown field '" + field + "'; known are " + new java.util.TreeSet<>(FIELDS) + ".");
            }
        }
        String kind = required(row, "kind", where, problems);
        if (!SuiteTurn.KINDS.contains(kind) && !kind.isEmpty()) {
            problems.add(
                    where + "unknown kind '" + kind + "'; known are " + new java.util.TreeSet<>(SuiteTurn.KINDS) + ".");
        }
        List<SuiteTurn.GoldFact> facts = new ArrayList<>();
        for (JsonNode fact : row.path("facts")) {
            String sku = fact.path("sku").asString("");
            facts.add(new SuiteTurn.GoldFact(
                    sku.isEmpty() ? null : sku,
                    required(fact, "attribute", where + "facts: ", problems),
                    required(fact, "value", where + "facts: ", problems)));
        }
        SuiteTurn turn = new SuiteTurn(
                required(row, "id", where, problems),
                required(row, "conversation", where, problems),
                row.path("message").asString(""),
                row.path("locale").asString("zh-CN"),
                kind,
                constraints(row, where, problems),
                strings(row, "acceptable"),
                Set.copyOf(strings(row, "borderline")),
                strings(row, "relax"),
                facts,
                strings(row, "wrong"),
                strings(row, "shown"));
        if (!row.has("message")) {
            problems.add(where + "'message' is missing.");
        }
        for (List<String> skus : List.of(turn.acceptable(), List.copyOf(turn.borderline()), turn.shown())) {
            for (String sku : skus) {
                if (shop.sku(sku) == null) {
                    problems.add(where + "the SKU '" + sku + "' is not in the catalogue.");
                }
            }
        }
        return turn;
    }

    private static @Nullable Set<Gold> constraints(JsonNode row, String where, List<String> problems) {
        if (!row.has("constraints")) {
            return null;
        }
        Set<Gold> constraints = new LinkedHashSet<>();
        for (JsonNode c : row.path("constraints")) {
            String op = required(c, "op", where + "constraints: ", problems);
            if (!OPERATORS.contains(op)) {
                problems.add(where + "unknown operator '" + op + "'; known are = != <= >= ~.");
            }
            String unit = c.path("unit").asString("");
            Gold gold = new Gold(
                    required(c, "attribute", where + "constraints: ", problems),
                    op,
                    required(c, "value", where + "constraints: ", problems),
                    unit);
            if (gold.unit() != null && gold.number() == null) {
                problems.add(where + "'" + gold.value() + "' has the unit " + gold.unit() + " but is no number.");
            }
            constraints.add(gold);
        }
        return constraints;
    }

    private static String required(JsonNode row, String field, String where, List<String> problems) {
        JsonNode value = row.path(field);
        if (value.isMissingNode() || value.isNull() || value.asString("").isBlank()) {
            problems.add(where + "'" + field + "' is missing.");
            return "";
        }
        return value.asString();
    }

    private static List<String> strings(JsonNode row, String field) {
        List<String> values = new ArrayList<>();
        row.path(field).forEach(v -> values.add(v.asString("")));
        return values;
    }
}
