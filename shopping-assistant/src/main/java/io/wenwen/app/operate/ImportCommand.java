package io.wenwen.app.operate;

import io.wenwen.catalog.feed.CatalogData;
import io.wenwen.catalog.feed.CatalogWriter;
import io.wenwen.catalog.feed.Feed;
import io.wenwen.catalog.feed.ImportReport;
import io.wenwen.catalog.feed.RowReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code import FILE…}: makes the files this home's one shop, in place of the demo shop or an earlier import. Nothing is
 * replaced before all was read. A {@code .md} file holds the shop's policies; a folder stands for the {@code .jsonl} files in it.
 */
@Command(name = "import")
final class ImportCommand extends Verb {

    private static final int SHOWN = 10;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    List<Path> given = new ArrayList<>();

    @Option(names = "--policies")
    @Nullable
    Path policies;

    @Option(names = "--shop")
    @Nullable
    String name;

    @Option(names = "--yes")
    boolean yes;

    ImportCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (path.toString().endsWith(".md")) {
                policies = path;
            } else {
                files.addAll(expand(path));
            }
        }
        Path rules = policies;
        if (rules != null && !Files.isRegularFile(rules)) {
            throw OperateException.usage(rules + " is not there.", "Give the policies as a Markdown file.");
        }
        if (files.isEmpty()) {
            throw OperateException.usage(
                    "No catalogue among the files.", "./wenwen import catalog.jsonl [policies.md]");
        }
        Home home = home().open();
        if (Files.exists(home.shop().resolve("catalog.jsonl"))
                && !yes
                && !Say.confirmed(say, "此目录已有导入的商店，替换它？(replace the shop imported earlier?) [y/N] ")) {
            say.note("Nothing was imported. --yes does not ask.");
            return 2;
        }
        try {
            return read(home, files, rules);
        } catch (IOException e) {
            throw new UncheckedIOException("The import could not be read or written: " + e.getMessage(), e);
        }
    }

    private static List<Path> expand(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw OperateException.usage(path + " is not there.", "Give a catalog.jsonl (docs/catalog-format.md).");
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(f -> f.toString().matches(".*\\.jsonl(\\.gz)?"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw OperateException.usage("Cannot read the folder " + path + ": " + e.getMessage(), "Check its rights.");
        }
    }

    private int read(Home home, List<Path> files, @Nullable Path rules) throws IOException {
        Path details = home.logs().resolve("import-report.txt");
        List<RowReport> first = new ArrayList<>();
        CatalogData data;
        try (BufferedWriter out = Files.newBufferedWriter(details)) {
            data = Feed.read(files, row -> {
                if (row.outcome() == RowReport.Outcome.ACCEPTED) {
                    return;
                }
                if (row.outcome() == RowReport.Outcome.REFUSED && first.size() < SHOWN) {
                    first.add(row);
                }
                try {
                    out.write(row + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        ImportReport report = data.report();
        first.forEach(row -> say.note("✗ " + row));
        say.note(report.accepted() + " rows accepted (" + report.fixed() + " after a fix), " + report.refused()
                + " refused; each one in " + details);
        if (data.products().isEmpty()) {
            throw OperateException.usage(
                    "No product could be read; the shop stays as it was.",
                    "See " + details + " and docs/catalog-format.md.");
        }
        replace(home, data, rules);
        Optional<RunningServer> server = RunningServer.of(home);
        say.result(data.products().size() + " products, " + data.promotions().size()
                + " promotions: this is now the shop of " + home.folder());
        if (server.isPresent()) {
            say.note("正在运行的商店要重启才会换 (restart to show it): ./wenwen stop, then ./wenwen run");
        }
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("products", data.products().size());
            told.put("promotions", data.promotions().size());
            told.put("accepted", report.accepted());
            told.put("fixed", report.fixed());
            told.put("refused", report.refused());
            told.put("report", details.toString());
            told.put("restart_needed", server.isPresent());
            say.json(told);
        }
        return 0;
    }

    /** The old shop is there until the new one is whole on disk. */
    private void replace(Home home, CatalogData data, @Nullable Path rules) throws IOException {
        Path fresh = home.folder().resolve("shop.new");
        Home.delete(fresh);
        Files.createDirectories(fresh);
        CatalogWriter.write(named(data), fresh.resolve("catalog.jsonl"));
        StringBuilder text = new StringBuilder(rules == null ? "" : Files.readString(rules));
        for (CatalogData.Faq faq : data.faqs()) {
            text.append("\n\n问：").append(oneLine(faq.question())).append("\n答：").append(oneLine(faq.answer()));
        }
        Files.writeString(fresh.resolve("policies.md"), text.append('\n'));
        Path old = home.folder().resolve("shop.old");
        Home.delete(old);
        Files.move(home.shop(), old, StandardCopyOption.ATOMIC_MOVE);
        Files.move(fresh, home.shop(), StandardCopyOption.ATOMIC_MOVE);
        Home.delete(old);
    }

    private CatalogData named(CatalogData data) {
        return name == null
                ? data
                : new CatalogData(data.products(), data.promotions(), name, data.faqs(), data.report());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
