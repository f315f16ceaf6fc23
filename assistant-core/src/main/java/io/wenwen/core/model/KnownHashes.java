package io.wenwen.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of files, computed once: a hash is kept with the file's size and time of change and believed while both stay
 * as they were, so that a start does not read half a gigabyte again. Where no publisher's hash is known, the first download's is kept
 * for good.
 */
final class KnownHashes {

    private final Path folder;

    KnownHashes(Path folder) {
        this.folder = folder;
    }

    String of(Path file, ModelProgress progress) throws IOException {
        Optional<String> known = recorded(file);
        if (known.isPresent()) {
            return known.get();
        }
        progress.step("检查文件 (checking SHA-256): " + file.getFileName());
        String hash = compute(file);
        record(file, hash);
        return hash;
    }

    Optional<String> recorded(Path file) throws IOException {
        Path note = note(file);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        String[] fields = Files.readString(note, StandardCharsets.UTF_8).strip().split(" ");
        boolean same = fields.length == 2 && fields[1].equals(stamp(file)) && fields[0].matches("[0-9a-f]{64}");
        return same ? Optional.of(fields[0]) : Optional.empty();
    }

    void record(Path file, String hash) throws IOException {
        Path note = note(file);
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".hash", null);
        Files.writeString(fresh, hash + " " + stamp(file) + "\n");
        Files.move(fresh, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the first download to this place was, whether it still lies there or not; empty where none came. */
    Optional<String> first(Path file) throws IOException {
        Path note = firstNote(file);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(note, StandardCharsets.UTF_8).strip())
                .filter(hash -> hash.matches("[0-9a-f]{64}"));
    }

    void recordFirst(Path file, String hash) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(firstNote(file), hash + "\n");
    }

    /** Removing it makes the next download the first. */
    Path firstNote(Path file) {
        return note(file.toAbsolutePath().normalize(), ".first");
    }

    static String compute(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String stamp(Path file) throws IOException {
        return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
    }

    private Path note(Path file) throws IOException {
        return note(file.toRealPath(), ".sha256");
    }

    private Path note(Path absolute, String ending) {
        @Nullable Path base = absolute.getFileName();
        return folder.resolve(id(absolute.toString()) + "-" + base + ending);
    }

    /** Sixteen hex digits that stand for a name. */
    static String id(String name) {
        return HexFormat.of()
                .formatHex(sha256().digest(name.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
