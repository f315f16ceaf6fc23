package io.wenwen.catalog.demo;

import io.wenwen.catalog.feed.CatalogData;
import io.wenwen.catalog.feed.CatalogWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the demo shop as files, for the evaluation and for looking at: {@code WriteDemoShop DIR [SEED]}. */
public final class WriteDemoShop {

    private WriteDemoShop() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            throw new IllegalArgumentException("Usage: WriteDemoShop DIR [SEED]; got " + args.length + " arguments.");
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        CatalogData shop = DemoShop.generate(args.length == 2 ? Long.parseLong(args[1]) : DemoShop.SEED);
        CatalogWriter.write(shop, folder.resolve("catalog.jsonl"));
        Files.writeString(
                folder.resolve("policies.md"), DemoShop.policies(Locale.SIMPLIFIED_CHINESE), StandardCharsets.UTF_8);
    }
}
