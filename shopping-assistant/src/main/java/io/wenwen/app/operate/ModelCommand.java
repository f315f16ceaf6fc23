package io.wenwen.app.operate;

import io.wenwen.core.model.KnownModel;
import io.wenwen.core.model.ModelCatalogue;
import io.wenwen.core.model.ModelFile;
import io.wenwen.core.model.ModelProgress;
import io.wenwen.core.model.ModelSource;
import io.wenwen.core.model.ModelStore;
import io.wenwen.core.model.ModelUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model list|pull|info}: which models there are, and bringing one here. */
@Command(name = "model")
final class ModelCommand extends Verb {

    @Parameters(index = "0", defaultValue = "list")
    String action = "list";

    @Parameters(index = "1", defaultValue = "default")
    String name = "default";

    @Option(names = "--offline")
    boolean offline;

    ModelCommand(Say say) {
        super(say);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ModelStore store = new ModelStore(ModelStore.defaultFolder(), ModelCatalogue.shipped(), offline);
        return switch (action) {
            case "list" -> list(store);
            case "info" -> info(store);
            case "pull" -> pull(store);
            default ->
                throw OperateException.usage(
                        "model " + action + " is not known.", "./wenwen model list | pull NAME | info NAME");
        };
    }

    private int list(ModelStore store) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        say.result(String.format(
                "%-37s %8s %10s  %-5s %-15s %s", "NAME", "FILE MB", "MEMORY MB", "HERE", "CHECKED BY", "LICENCE"));
        boolean trusted = false;
        for (KnownModel m : store.catalogue().all()) {
            boolean here = Files.exists(store.pathOf(m));
            String mark = m.equals(store.catalogue().preferred()) ? " (default)" : "";
            say.result(String.format(
                    "%-37s %8d %10d  %-5s %-15s %s",
                    m.name() + mark,
                    m.bytes() >> 20,
                    m.memory() >> 20,
                    here ? "yes" : "-",
                    m.sha256() == null ? "first download" : "SHA-256",
                    m.licence()));
            trusted |= m.sha256() == null;
            rows.add(describe(store, m));
        }
        if (trusted) {
            say.result("first download: 没有已知的校验值，首次下载的文件被信任并记录 "
                    + "(no published SHA-256 known; the first download is trusted, and recorded for later ones)");
        }
        say.result("Files lie in " + store.folder());
        if (json) {
            say.json(Map.of("models", rows, "folder", store.folder().toString()));
        }
        return 0;
    }

    private int info(ModelStore store) throws IOException {
        KnownModel m = store.known(name)
                .orElseThrow(() -> OperateException.usage(
                        "No model is called '" + name + "'.",
                        "Known: " + store.catalogue().names() + "."));
        Map<String, Object> described = describe(store, m);
        described.forEach((key, value) -> say.result(String.format("%-14s %s", key, value)));
        if (json) {
            say.json(described);
        }
        return 0;
    }

    private int pull(ModelStore store) throws IOException, InterruptedException {
        try {
            long bytes = store.toDownload(name);
            if (bytes != 0) {
                String much = bytes < 0 ? "as much as the server says" : "about " + (bytes >> 20) + " MB";
                say.note("Downloads " + name + ": " + much + ", to " + store.folder());
            }
            ModelFile file = store.obtain(name, new ModelProgress() {
                @Override
                public void bytes(long done, long total) {
                    say.progress(name, done, total);
                }

                @Override
                public void step(String what) {
                    say.note(what);
                }
            });
            say.result(file.path().toString());
            if (json) {
                say.json(Map.of(
                        "name", file.name(),
                        "path", file.path().toString(),
                        "bytes", file.bytes(),
                        "sha256", file.sha256()));
            }
            return 0;
        } catch (ModelUnavailableException e) {
            String why = String.valueOf(e.getMessage());
            throw e.lasting() ? OperateException.usage(why, e.advice()) : OperateException.failed(why, e.advice());
        }
    }

    private static Map<String, Object> describe(ModelStore store, KnownModel m) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", m.name());
        row.put("aliases", m.aliases());
        row.put("licence", m.licence());
        row.put("architecture", m.architecture());
        row.put("file", store.pathOf(m).toString());
        row.put("here", Files.exists(store.pathOf(m)));
        row.put("bytes", m.bytes());
        row.put("memory", m.memory());
        row.put(
                "sha256",
                m.sha256() != null
                        ? m.sha256()
                        : store.expectedHash(m)
                                .map(hash -> hash + " (of the first download)")
                                .orElse("not known; the first download is trusted and recorded"));
        row.put("sources", m.sources().stream().map(ModelSource::label).toList());
        return row;
    }
}
