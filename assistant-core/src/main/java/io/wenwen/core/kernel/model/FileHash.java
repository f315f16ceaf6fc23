package io.wenwen.core.kernel.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Says which file it is: the SHA-256 by which a model is listed, checked after download and recorded with each answer. */
public final class FileHash {

    private static final int CHUNK = 1 << 20;

    private FileHash() {}

    /** Hears how far the reading is; called about once a mebibyte and at the end. */
    @FunctionalInterface
    public interface Progress {
        void at(long doneBytes, long allBytes);
    }

    /** SHA-256 of the file, lower-case hex. An interrupted thread ends it with an {@link IOException}. */
    public static String sha256(Path file, Progress progress) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
        long all = Files.size(file);
        long done = 0;
        byte[] buffer = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(buffer, 0, CHUNK); read > 0; read = in.readNBytes(buffer, 0, CHUNK)) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException(
                            "Reading " + file.getFileName() + " was interrupted at byte " + done + ".");
                }
                digest.update(buffer, 0, read);
                done += read;
                progress.at(done, all);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
