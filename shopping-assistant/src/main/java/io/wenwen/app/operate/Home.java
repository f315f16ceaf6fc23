package io.wenwen.app.operate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that holds all of a shop's state. Two homes are two shops that know nothing of each other.
 *
 * <pre>
 * wenwen.yml   settings, written with comments at first start, the shop's own from then on
 * format       version of this layout
 * data/        database: conversations, accounts, orders
 * shop/        the imported catalogue, where one was imported
 * index/       search index, made from the catalogue; may be deleted
 * cache/       what can be made anew; may be deleted
 * secrets/     keys and demo passwords, readable by the owner alone
 * logs/        rotated, without message text
 * run.json     who runs here now, and where it listens
 * </pre>
 */
public record Home(Path folder) {

    /** Raised when a layout changes; {@code index/} and {@code cache/} of an older one are made anew. */
    static final int FORMAT = 1;

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** What {@code --home} says, else {@code WENWEN_HOME}, else the platform's place for application data. */
    public static Home find(@Nullable Path asked) {
        if (asked != null) {
            return new Home(asked);
        }
        String variable = System.getenv("WENWEN_HOME");
        return new Home(variable != null && !variable.isBlank() ? Path.of(variable) : platformDefault());
    }

    private static Path platformDefault() {
        String home = System.getProperty("user.home", ".");
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String local = System.getenv("LOCALAPPDATA");
            return local == null ? Path.of(home, "AppData", "Local", "wenwen") : Path.of(local, "wenwen");
        }
        if (os.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "wenwen");
        }
        String xdg = System.getenv("XDG_DATA_HOME");
        return xdg != null && !xdg.isBlank() ? Path.of(xdg, "wenwen") : Path.of(home, ".local", "share", "wenwen");
    }

    public Path settings() {
        return folder.resolve("wenwen.yml");
    }

    public Path shop() {
        return folder.resolve("shop");
    }

    public Path index() {
        return folder.resolve("index");
    }

    public Path cache() {
        return folder.resolve("cache");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    Path demoAccounts() {
        return folder.resolve("secrets").resolve("demo-accounts.properties");
    }

    Path runFile() {
        return folder.resolve("run.json");
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    private Path formatFile() {
        return folder.resolve("format");
    }

    /** True where this folder was made by {@link #open()}. */
    boolean exists() {
        return Files.isRegularFile(formatFile());
    }

    /**
     * Makes the folder, or checks that what lies there is ours and of a format that we read.
     *
     * @throws OperateException with the next step where it is not
     */
    public Home open() {
        try {
            if (!Files.exists(folder) || empty()) {
                Files.createDirectories(folder);
                Files.writeString(formatFile(), FORMAT + "\n");
            }
            if (!exists()) {
                throw OperateException.usage(
                        folder + " is not empty and holds no Wenwen shop.", "Name an empty or new folder with --home.");
            }
            upgrade();
            for (Path p : List.of(shop(), index(), cache(), logs())) {
                Files.createDirectories(p);
            }
            if (!Files.exists(settings())) {
                try (InputStream in = Home.class.getResourceAsStream("wenwen.yml")) {
                    if (in == null) {
                        throw new IllegalStateException("wenwen.yml is missing from the jar: build again.");
                    }
                    Files.write(settings(), in.readAllBytes());
                }
            }
            return this;
        } catch (IOException e) {
            throw OperateException.failed(
                    "Cannot write to " + folder + ": " + e,
                    "Check the folder's owner and free disk space, or name another folder with --home.");
        }
    }

    private void upgrade() throws IOException {
        String text = Files.readString(formatFile(), StandardCharsets.UTF_8).strip();
        int found = text.matches("\\d{1,6}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
        if (found > FORMAT) {
            throw OperateException.failed(
                    folder + " was written by a newer Wenwen (format " + text + ", this one reads " + FORMAT + ").",
                    "Update this checkout (git pull), or start with another --home.");
        }
        if (found < FORMAT) {
            delete(index());
            delete(cache());
            Files.writeString(formatFile(), FORMAT + "\n");
        }
    }

    private boolean empty() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Removes all state but the settings. */
    void clear() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (!entry.equals(settings()) && !entry.equals(formatFile()) && !entry.equals(lockFile())) {
                    delete(entry);
                }
            }
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path p : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
