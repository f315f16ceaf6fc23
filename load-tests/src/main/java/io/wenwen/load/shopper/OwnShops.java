package io.wenwen.load.shopper;

import io.wenwen.catalog.demo.WriteDemoShop;
import io.wenwen.catalog.feed.CatalogWriter;
import io.wenwen.catalog.feed.Feed;
import io.wenwen.load.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lays out the two shops of the own suite as folders: the demo shop, and the second shop made of {@code zh-catalog}. */
final class OwnShops {

    private static final List<String> ZH = List.of(
            "litemall_products.jsonl.gz",
            "litemall_comments.jsonl.gz",
            "litemall_coupons.jsonl",
            "newbee_products.jsonl.gz");

    private OwnShops() {}

    static void demo(Path folder) throws IOException {
        WriteDemoShop.main(new String[] {folder.toString()});
    }

    /**
     * Imports {@code zh-catalog} from the data sets.
     *
     * @throws IOException when the data sets are not here; says how to name their folder
     */
    static void zhCatalog(Path folder) throws IOException {
        Path source = DataSets.folder().resolve("zh-catalog");
        List<Path> files = ZH.stream().map(source::resolve).toList();
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new IOException(file + " is missing. Set WENWEN_DATASETS to the folder that holds zh-catalog.");
            }
        }
        Files.createDirectories(folder);
        CatalogWriter.write(Feed.read(files, row -> {}), folder.resolve("catalog.jsonl"));
    }
}
