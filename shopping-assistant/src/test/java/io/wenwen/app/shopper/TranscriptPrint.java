package io.wenwen.app.shopper;

import io.wenwen.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "talk", matches = ".+")
class TranscriptPrint {
    @Test
    void print(@org.junit.jupiter.api.io.TempDir Path dir) throws Exception {
        try (Catalog catalog = SmallShop.open(dir)) {
            ShopperTurns turns = Talk.plain(catalog, SmallShop.POLICIES);
            int n = 0;
            Talk talk = new Talk(turns, "c0");
            StringBuilder out = new StringBuilder();
            for (String line : Files.readAllLines(Path.of(System.getProperty("talk")))) {
                if (line.isBlank()) {
                    talk = new Talk(turns, "c" + ++n);
                    out.append("\n");
                    continue;
                }
                talk.say(
                        line,
                        line.matches("\\p{ASCII}+") ? java.util.Locale.ENGLISH : java.util.Locale.SIMPLIFIED_CHINESE);
                out.append("> ")
                        .append(line)
                        .append("\n  [")
                        .append(talk.kind())
                        .append("] ")
                        .append(talk.constraints())
                        .append(" ")
                        .append(talk.cards())
                        .append(" relaxed ")
                        .append(talk.done().relaxed())
                        .append("\n  ")
                        .append(talk.text())
                        .append("\n");
                talk.the(TurnEvent.Question.class)
                        .ifPresent(q -> out.append("  ? ")
                                .append(q.text())
                                .append(q.options().stream()
                                        .map(TurnEvent.Chip::label)
                                        .toList())
                                .append("\n"));
                talk.the(TurnEvent.Chips.class)
                        .ifPresent(q -> out.append("  chips ")
                                .append(q.chips().stream()
                                        .map(TurnEvent.Chip::label)
                                        .toList())
                                .append("\n"));
            }
            Files.writeString(Path.of(System.getProperty("talk") + ".out"), out.toString());
        }
    }
}
